async (home) => {
  const { goTo } = await import(home + "assets/search.js");
  return async (query) => (await goTo(query, { limit: 1 })).map((one) => one.url);
}
