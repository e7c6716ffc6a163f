/** A place in a page, in pixels. */
export interface Place {
  x: number;
  y: number;
}

interface Shelf {
  y: number;
  height: number;
  used: number;
}

/** Packs rectangles into a page in rows ("shelves") of similar height. */
export class ShelfPacker {
  readonly width: number;
  readonly height: number;
  private shelves: Shelf[] = [];
  private top = 0;

  constructor(width: number, height: number) {
    this.width = width;
    this.height = height;
  }

  /** A free place for a rectangle, which is then taken; null where there is none. */
  place(width: number, height: number): Place | null {
    if (width > this.width || height > this.height) return null;
    const shelf = this.lowestShelf(width, height) ?? this.openShelf(height) ?? this.anyShelf(width, height);
    if (!shelf) return null;
    const place = { x: shelf.used, y: shelf.y };
    shelf.used += width;
    return place;
  }

  /** Forgets everything. */
  clear(): void {
    this.shelves = [];
    this.top = 0;
  }

  /** A shelf that wastes at most a fifth of its height. */
  private lowestShelf(width: number, height: number): Shelf | null {
    return this.best(width, height, (shelf) => shelf.height <= height * 1.25);
  }

  private anyShelf(width: number, height: number): Shelf | null {
    return this.best(width, height, () => true);
  }

  private best(width: number, height: number, suits: (shelf: Shelf) => boolean): Shelf | null {
    let found: Shelf | null = null;
    for (const shelf of this.shelves) {
      if (shelf.height < height || shelf.used + width > this.width || !suits(shelf)) continue;
      if (!found || shelf.height < found.height) found = shelf;
    }
    return found;
  }

  private openShelf(height: number): Shelf | null {
    if (this.top + height > this.height) return null;
    const shelf = { y: this.top, height, used: 0 };
    this.top += height;
    this.shelves.push(shelf);
    return shelf;
  }
}
