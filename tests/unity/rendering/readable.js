// What of the panels on this page cannot be read: too little contrast, or words that stick out of their element.

/** WCAG's level AA, for text below 24 px, or 18.66 px where it is bold, and for larger text. */
const LEAST = { small: 4.5, large: 3 };

/** A sentence for each element that cannot be read; what is switched off need not be. */
window.unreadable = () => {
  const faults = [];
  for (const element of document.querySelectorAll("[data-u]")) {
    const words = [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
    if (words.length === 0 || element.closest(".u-disabled") || element.getClientRects().length === 0) continue;
    const text = words.map((node) => node.data.trim()).join(" ");
    const style = getComputedStyle(element);
    const behind = colourBehind(element);
    const ratio = contrast(over(parsed(style.color), behind), behind);
    const size = Number.parseFloat(style.fontSize);
    const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    const least = large ? LEAST.large : LEAST.small;
    if (ratio < least) faults.push(`“${text}”: contrast ${ratio.toFixed(2)}, expected ${least}`);
    if (sticksOut(words)) faults.push(`“${text}” sticks out of its panel`);
  }
  return faults;
};

const CONTROLS = ["button", "textfield", "dropdownfield", "slider", "sliderint", "toggle"].map((kind) => `u-${kind}`);

/** WCAG's least contrast of what shows where the keyboard is, against the same without it. */
const LEAST_OF_FOCUS = 3;

/** A sentence for each control that looks the same, or nearly, when the keyboard is at it. */
window.unfocused = () => {
  const faults = [];
  for (const control of document.querySelectorAll(CONTROLS.join(", "))) {
    if (control.closest(".u-disabled") || control.getClientRects().length === 0) continue;
    const had = control.classList.contains("u-focus");
    control.classList.remove("u-focus");
    const before = painted(control);
    control.classList.add("u-focus");
    const after = painted(control);
    control.classList.toggle("u-focus", had);
    const ratio = Math.max(...after.map((colour, k) => contrast(colour, before[k])));
    if (ratio < LEAST_OF_FOCUS) faults.push(`${control.id || control.textContent}: contrast ${ratio.toFixed(2)} of focus`);
  }
  return faults;
};

/** The colours of borders and backgrounds of a control and its parts, as they are seen. */
function painted(control) {
  return [control, ...control.querySelectorAll("[data-u]")].flatMap((part) => {
    const style = getComputedStyle(part);
    const behind = part.parentElement ? colourBehind(part.parentElement) : [0, 0, 0, 1];
    const ground = over(parsed(style.backgroundColor), behind);
    const framed = Number.parseFloat(style.borderTopWidth) > 0;
    return [ground, framed ? over(parsed(style.borderTopColor), ground) : ground];
  });
}

/** Whether words reach beyond the nearest element with a background, or that hides what sticks out. */
function sticksOut(words) {
  const range = document.createRange();
  return words.some((node) => {
    range.selectNodeContents(node);
    const text = range.getBoundingClientRect();
    const within = node.parentElement.closest(".unity-scroll-view, .unity-base-field__input, .panel, .header, .tip");
    if (!within || within.matches(".unity-scroll-view, .unity-base-field__input")) return false;
    const box = within.getBoundingClientRect();
    return text.left < box.left - 1 || text.right > box.right + 1 || text.top < box.top - 1 || text.bottom > box.bottom + 1;
  });
}

function colourBehind(element) {
  const layers = [];
  for (let at = element; at; at = at.parentElement) {
    const colour = parsed(getComputedStyle(at).backgroundColor);
    layers.unshift(colour);
    if (colour[3] === 1) break;
  }
  return layers.reduce((below, colour) => over(colour, below));
}

function parsed(colour) {
  const [red, green, blue, alpha = 1] = colour.match(/[\d.]+/g).map(Number);
  return [red, green, blue, alpha];
}

function over(colour, below) {
  const alpha = colour[3];
  return [...[0, 1, 2].map((k) => colour[k] * alpha + below[k] * (1 - alpha)), 1];
}

function contrast(one, other) {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour) {
  const [red, green, blue] = colour.slice(0, 3).map((value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
