/** Red, green, blue and opacity, 0..1 each; sRGB, not premultiplied. */
export type Rgba = [red: number, green: number, blue: number, alpha: number];

let pixel: CanvasRenderingContext2D | null = null;

/** What a browser makes of a CSS colour, however it is written; black where it cannot be read. */
export function cssColour(colour: string): Rgba {
  if (!pixel) {
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = 1;
    pixel = canvas.getContext("2d", { willReadFrequently: true });
  }
  if (!pixel) return [0, 0, 0, 1];
  pixel.clearRect(0, 0, 1, 1);
  pixel.fillStyle = "#000";
  pixel.fillStyle = colour;
  pixel.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0, alpha = 255] = pixel.getImageData(0, 0, 1, 1).data;
  return [red / 255, green / 255, blue / 255, alpha / 255];
}
