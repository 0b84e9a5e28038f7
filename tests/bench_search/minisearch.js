async (home, options) => {
  const [{ default: MiniSearch }, documents] = await Promise.all([
    import(home + "minisearch.js"),
    fetch(home + "documents.json").then((answer) => answer.json()),
  ]);
  const segmenter = new Intl.Segmenter("zh", { granularity: "word" });
  const words = (text) =>
    Array.from(segmenter.segment(text))
      .filter((part) => part.isWordLike)
      .map((part) => part.segment);
  // Han characters two by two; the last one of a run alone too, so that every one starts a token.
  const bigrams = (text) =>
    (text.match(/\p{Script=Han}+|[^\p{Script=Han}\P{L}]+|\p{N}+/gu) ?? []).flatMap((run) =>
      /\p{Script=Han}/u.test(run)
        ? Array.from(run, (_, at) => run.slice(at, at + 2))
        : [run],
    );
  // Of a query only whole pairs, unless it is one character, which is then the start of a pair.
  const asked = (text) => {
    const tokens = bigrams(text);
    return tokens.filter(
      (token, at) => token.length > 1 || !/\p{Script=Han}/u.test(token) || !/\p{Script=Han}{2}/u.test(tokens[at - 1] ?? ""),
    );
  };
  const index = new MiniSearch({
    fields: ["heading", "body", "received"],
    tokenize: options.bigrams ? bigrams : words,
    searchOptions: options.bigrams
      ? { combineWith: "AND", tokenize: asked, prefix: (term) => term.length === 1 }
      : { combineWith: "AND", tokenize: words },
  });
  index.addAll(documents);
  return async (query) => index.search(query).map((hit) => hit.id);
}
