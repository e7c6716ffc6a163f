/** A part of a picture, in shares of its width and height. */
export interface Part {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** The largest centred part of a picture with the shape of a network's input: what the server cuts out and scales. */
export function readPart(
  picture: { width: number; height: number },
  network: { input_width: number; input_height: number },
): Part {
  const wanted = network.input_width / network.input_height;
  const has = picture.width / picture.height;
  const width = has > wanted ? wanted / has : 1;
  const height = has > wanted ? 1 : has / wanted;
  return { left: (1 - width) / 2, top: (1 - height) / 2, width, height };
}
