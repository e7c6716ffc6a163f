// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from "vitest";
import { csv, saveFile } from "../../src/state/download.ts";

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

describe("csv", () => {
  it("separates by commas and ends rows with CR LF", () => {
    expect(
      csv([
        ["index", "label"],
        [0, "tabby cat"],
      ]),
    ).toBe("index,label\r\n0,tabby cat\r\n");
    expect(csv([])).toBe("");
  });

  it("quotes what would break a row", () => {
    expect(csv([["a,b", 'say "no"', "two\nlines", "plain"]])).toBe('"a,b","say ""no""","two\nlines",plain\r\n');
  });

  it("keeps numbers exact, also negative ones, and leaves out what is none", () => {
    expect(csv([[0.1, -2, 1e-7, null, Number.NaN, Number.POSITIVE_INFINITY]])).toBe("0.1,-2,1e-7,,,\r\n");
  });

  it.each(["=1+1", "+1", "-cmd|' /C calc'!A0", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1"])("defuses %j", (text) => {
    const row = csv([[text]]);
    expect(row.replace(/^"/, "").startsWith("'")).toBe(true);
  });

  it("leaves other text alone", () => {
    expect(csv([["a=b", "x-ray", "1+1", "'quoted'"]])).toBe("a=b,x-ray,1+1,'quoted'\r\n");
  });
});

describe("saveFile", () => {
  it("clicks a link to the file and releases it later", () => {
    vi.useFakeTimers();
    const revoked = vi.spyOn(URL, "revokeObjectURL");
    const clicked: [string, string][] = [];
    vi.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(function (this: HTMLAnchorElement) {
      clicked.push([this.href, this.download]);
    });
    saveFile(new Blob(["x"]), "pool.csv");
    expect(clicked).toEqual([[expect.stringMatching(/^blob:/), "pool.csv"]]);
    expect(document.querySelector("a")).toBeNull();
    expect(revoked).not.toHaveBeenCalled();
    vi.advanceTimersByTime(120_000);
    expect(revoked).toHaveBeenCalledWith(clicked[0]?.[0]);
  });
});
