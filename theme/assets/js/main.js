/** Starts a component per element with `data-terra="name"`, loading only the modules that the page needs. */

for (const element of document.querySelectorAll("[data-terra]")) {
  const name = element.getAttribute("data-terra") ?? "";
  if (!/^[a-z][a-z-]*$/.test(name)) continue;
  import(`./components/${name}.js`).then(
    (component) => component.start(element),
    // The page stands without its script: what cannot be loaded is said to developers and nothing else changes.
    (error) => console.error(`component ${name} cannot be loaded:`, error),
  );
}
