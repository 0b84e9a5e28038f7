async (home, options) => {
  // The messages of the theme's own bundle: 0 sets up, 1 is ready, 2 asks, 3 answers.
  const worker = new Worker(home + options.worker);
  const ask = (message) =>
    new Promise((resolve, reject) => {
      worker.onmessage = (event) => resolve(event.data);
      worker.onerror = reject;
      worker.postMessage(message);
    });
  const index = await (await fetch(home + "search/search_index.json")).json();
  await ask({ type: 0, data: { ...index, options: { suggest: false } } });
  return async (query) => {
    const answer = await ask({ type: 2, data: options.quoted ? `"${query}"` : query });
    // Each group ends with the page itself, which is no unit.
    return answer.data.items
      .flat()
      .map((hit) => hit.location)
      .filter((location) => location.includes("#"));
  };
}
