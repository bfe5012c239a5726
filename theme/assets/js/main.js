/** Starts a component per element with `data-terra="name"`, loading only the modules that the page needs. */

for (const element of document.querySelectorAll("[data-terra]")) {
  const name = element.getAttribute("data-terra") ?? "";
  if (!/^[a-z][a-z-]*$/.test(name)) continue;
  import(`./components/${name}.js`).then(
    (component) => component.start(element),
    (error) => {
      console.error(`component ${name} cannot be loaded:`, error);
      // Most pages stand without their script; one that does not has written what to say.
      element.querySelector("[data-part=unstarted]")?.removeAttribute("hidden");
    },
  );
}
