async (home, options) => {
  const { search } = await import(home + "assets/search.js");
  return async (query) => {
    const found = await search(query, options);
    if (!found.complete) throw new Error("not everything was searched");
    return [found.total, ...found.plans.map((plan) => plan.join(" "))].map(String);
  };
}
