/**
 * Paragraphs of a text, in pages of at most so many characters: a page ends with a paragraph, or else with a sentence or
 * a word. Empty lines part paragraphs. There is at least one page.
 */
export function pagesOf(text: string, most: number): string[][] {
  const pages: string[][] = [[]];
  let room = most;
  for (const paragraph of text.split(/\n\s*\n/)) {
    let rest = paragraph.trim().replace(/\s+/g, " ");
    while (rest !== "") {
      const page = pages.at(-1) as string[];
      if (rest.length > room && page.length > 0) {
        pages.push([]);
        room = most;
        continue;
      }
      const piece = rest.length <= room ? rest : beginning(rest, room);
      page.push(piece);
      room -= piece.length;
      rest = rest.slice(piece.length).trim();
    }
  }
  return pages;
}

function beginning(text: string, most: number): string {
  const start = text.slice(0, most + 1);
  const sentence = Math.max(...[". ", "? ", "! ", "。"].map((end) => start.lastIndexOf(end)));
  const end = sentence > most / 2 ? sentence + 1 : start.lastIndexOf(" ");
  return text.slice(0, end > 0 ? end : most);
}
