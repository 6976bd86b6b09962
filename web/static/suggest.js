// Suggestions under the search box, as a combobox of the WAI-ARIA practices. Without this file nothing is missing
// but the suggestions themselves.

const box = document.getElementById("q");
const address = box?.dataset.suggest;

if (address) {
  const list = document.createElement("ul");
  const status = document.createElement("span");
  let options = [];
  let chosen = -1;
  let typed = box.value;
  let asking = null;
  let timer = 0;

  list.id = "suggestions";
  list.className = "suggestions";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", box.dataset.label);
  status.className = "unseen";
  status.setAttribute("role", "status");
  box.form.append(list, status);
  for (const [name, value] of Object.entries({
    role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id,
  })) box.setAttribute(name, value);

  const close = () => {
    list.hidden = true;
    chosen = -1;
    box.setAttribute("aria-expanded", "false");
    box.removeAttribute("aria-activedescendant");
  };

  const choose = (number) => {
    options[chosen]?.setAttribute("aria-selected", "false");
    chosen = number;
    const option = options[chosen];
    box.value = option ? option.dataset.text : typed;
    if (option) {
      option.setAttribute("aria-selected", "true");
      option.scrollIntoView({ block: "nearest" });
      box.setAttribute("aria-activedescendant", option.id);
    } else {
      box.removeAttribute("aria-activedescendant");
    }
  };

  const show = (suggestions) => {
    options = suggestions.map((suggestion, number) => {
      const option = document.createElement("li");
      const name = document.createElement("span");
      const kind = document.createElement("span");
      option.id = `suggestion-${number}`;
      option.dataset.text = suggestion.text;
      option.dataset.link = suggestion.link;
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      name.textContent = suggestion.text;
      kind.textContent = suggestion.label;
      kind.className = "kind";
      option.append(name, " ", kind);
      return option;
    });
    list.replaceChildren(...options);
    chosen = -1;
    list.hidden = options.length === 0;
    box.setAttribute("aria-expanded", String(options.length > 0));
    status.textContent = options.length ? `${box.dataset.label}: ${options.length}` : "";
  };

  const ask = async () => {
    asking?.abort();
    typed = box.value;
    if (!typed.trim()) return close();
    asking = new AbortController();
    const url = new URL(address, location.href);
    url.searchParams.set("q", typed);
    try {
      const answer = await fetch(url, { signal: asking.signal });
      if (answer.ok && box.value === typed && document.activeElement === box) show((await answer.json()).suggestions);
    } catch (error) {
      if (error.name !== "AbortError") close();
    }
  };

  box.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, 120);
  });
  box.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "Escape" && !list.hidden) {
      choose(-1);
      close();
      event.preventDefault();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) return void ask();
      const step = event.key === "ArrowDown" ? 1 : -1;
      choose(((chosen + 1 + step + options.length + 1) % (options.length + 1)) - 1);
    } else if (event.key === "Enter" && options[chosen]) {
      event.preventDefault();
      location.assign(options[chosen].dataset.link);
    }
  });
  box.addEventListener("blur", close);
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) location.assign(option.dataset.link);
  });
}
