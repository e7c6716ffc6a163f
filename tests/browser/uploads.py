"""Bytes that a page hands to its graphics processor: textures and buffers, whichever canvas they are for."""

from playwright.sync_api import BrowserContext, Page

_COUNT = """
(() => {
  window.uploads = { bytes: 0, calls: {} };
  const prototype = WebGL2RenderingContext.prototype;
  const channels = { 0x1903: 1, 0x8227: 2, 0x1907: 3, 0x1908: 4 };
  const wrap = (name, measure) => {
    const original = prototype[name];
    prototype[name] = function (...given) {
      window.uploads.bytes += measure(given);
      window.uploads.calls[name] = (window.uploads.calls[name] ?? 0) + 1;
      return original.apply(this, given);
    };
  };
  const sizes = { 0x1401: 1, 0x140b: 2, 0x1406: 4 };
  const pixels = (count, format, type, data) => (data ? count * (channels[format] ?? 4) * (sizes[type] ?? 1) : 0);
  const source = ({ width, height }) => width * height * 4;
  wrap("texImage2D", (a) => (a.length > 6 ? pixels(a[3] * a[4], a[6], a[7], a[8]) : source(a[5])));
  wrap("texSubImage2D", (a) => (a.length > 7 ? pixels(a[4] * a[5], a[6], a[7], a[8]) : source(a[6])));
  wrap("texSubImage3D", (a) => pixels(a[5] * a[6] * a[7], a[8], a[9], a[10]));
  wrap("bufferData", (a) => (typeof a[1] === "number" ? 0 : (a[1]?.byteLength ?? 0)));
  wrap("bufferSubData", (a) => (a[4] ? a[4] * (a[2].BYTES_PER_ELEMENT ?? 1) : a[2].byteLength));
})();
"""


def count_uploads(context: BrowserContext) -> None:
    """Count them in all pages of a context. To be called before a page is opened."""
    context.add_init_script(_COUNT)


def uploaded(page: Page) -> int:
    """Bytes so far."""
    found: int = page.evaluate("window.uploads.bytes")
    return found
