/** Languages that are written from right to left, and scripts that a tag may name. */
const RIGHT_TO_LEFT =
  /^(ar|arc|ckb|dv|fa|he|ks|mzn|nqo|pnb|ps|sd|syr|ug|ur|yi)(-|$)|-(Adlm|Arab|Hebr|Nkoo|Rohg|Syrc|Thaa)(-|$)/i;
const LEFT_TO_RIGHT = /-(Cyrl|Deva|Grek|Guru|Latn)(-|$)/i;

/** In which direction a language is written, by its tag of BCP 47. */
export function directionOf(language: string): "ltr" | "rtl" {
  return RIGHT_TO_LEFT.test(language) && !LEFT_TO_RIGHT.test(language) ? "rtl" : "ltr";
}
