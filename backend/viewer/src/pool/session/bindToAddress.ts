import { parseViewpoint, viewpointText } from "../../scene/viewpoint.ts";
import type { AddressText } from "../../state/address.ts";
import { FILLS, type Fill, USUAL_FILL } from "../../state/fill.ts";
import { FLAG, fixedInStudy, oneOf, ViewAddress, wholeNumber } from "../../state/viewAddress.ts";
import { rememberedArrangement } from "../display/display.ts";
import { NO_FILTERS } from "../display/filters.ts";
import { formatFilters, parseFilters, share } from "../display/filterText.ts";
import { POSITION_SCALES } from "../display/positionScale.ts";
import { ARRANGEMENTS, type Arrangement, USUAL_ARRANGEMENT } from "../scene/arrangement.ts";
import { MAX_PER_LABEL, PER_LABEL } from "../settings/settings.ts";
import { formatWindows, parseWindows } from "../settings/windows.ts";
import type { PoolSession } from "./poolSession.ts";

const NO_FILLS: readonly Fill[] = [];
const address = new ViewAddress("pool");

/**
 * Lets the address say what a session shows, in place of the one before: `windows`, `fill`, `fills`
 * (those besides it), `refine`, `label`, `per`,
 * `arrange`, `scale`, `regions`, `thumbs`, `all`, `hide`, `depth`, `spread`, `filter`, `cam`, and `pick` for the image that is chosen. What cannot be read is left
 * out, and so is what a session begins with. The returned function lets go of it.
 */
export function bindToAddress({ settings, display, selection }: PoolSession): () => void {
  address.release();
  address.bind("windows", settings.windows, null, {
    parse: parseWindows,
    format: (value) => value && formatWindows(value),
  });
  address.bind("fill", settings.fill, USUAL_FILL, fixedInStudy(oneOf(FILLS)));
  address.bind("fills", settings.moreFills, NO_FILLS, fixedInStudy({ parse: parseFills, format: formatFills }));
  address.bind("refine", settings.refine, false, FLAG);
  address.bind("label", settings.label, null, wholeNumber(0, 1e7));
  address.bind("per", settings.perLabel, PER_LABEL, wholeNumber(1, MAX_PER_LABEL));
  const beginning = rememberedArrangement();
  address.bindRemembered("arrange", display.arrangement, beginning, fixedInStudy(arrangementText(beginning)));
  address.bind("scale", display.positionScale, "linear", fixedInStudy(oneOf(POSITION_SCALES)));
  address.bind("regions", display.regions, true, fixedInStudy(FLAG));
  address.bind("thumbs", display.thumbnails, false, fixedInStudy(FLAG));
  address.bind("all", display.showAll, false, FLAG);
  address.bind("hide", display.hideOthers, false, FLAG);
  address.bind("depth", display.depthCue, true, FLAG);
  address.bind("spread", display.spread, 1, { parse: (text) => share(text, 2), format: String });
  address.bind("filter", display.filters, NO_FILTERS, { parse: parseFilters, format: formatFilters });
  address.bind("pick", selection.selected, null, wholeNumber(0, 9999));
  address.bind("cam", display.camera, null, { parse: parseViewpoint, format: (view) => view && viewpointText(view) });
  return () => address.release();
}

function parseFills(text: string): readonly Fill[] | undefined {
  const names = text.split(",");
  const found = FILLS.filter((fill) => names.includes(fill));
  return found.length === names.length ? found : undefined;
}

function formatFills(fills: readonly Fill[]): string | null {
  return fills.length > 0 ? fills.join(",") : null;
}

/** Said wherever it might be another for who opens the link: the usual one is said by a page that began otherwise. */
function arrangementText(beginning: Arrangement): AddressText<Arrangement> {
  return {
    parse: oneOf(ARRANGEMENTS).parse,
    format: (one) => (one === USUAL_ARRANGEMENT && beginning === USUAL_ARRANGEMENT ? null : one),
  };
}
