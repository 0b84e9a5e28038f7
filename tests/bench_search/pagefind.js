async (home, options) => {
  const pagefind = await import(home + "pagefind/pagefind.js");
  await pagefind.init();
  return async (query) => {
    const found = await pagefind.search(options.quoted ? `"${query}"` : query);
    return found.results.map((result) => result.id);
  };
}
