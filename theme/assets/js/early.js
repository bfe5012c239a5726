// Runs before the first paint, so that a chosen theme never flashes; main.js does the rest.
try {
  const t = localStorage.getItem("theme");
  if (t === "light" || t === "dark") document.documentElement.dataset.theme = t;
} catch {}
