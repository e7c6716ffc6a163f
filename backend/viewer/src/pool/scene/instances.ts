/** How one image stands in the scene, or is on its way to stand. */
export interface Stand {
  x: number;
  y: number;
  z: number;
  /** Side in metres; 0 hides the image. */
  side: number;
  /** 0 in full colour, 1 as good as gone into the background. */
  fade: number;
}

/** What of an image does not move. */
export interface Look {
  /** Left, top, right and bottom of the mask as shares of the picture, from its top left. */
  mask: readonly [number, number, number, number];
  changed: boolean;
  supportVector: boolean;
  /** See `SceneImage`. */
  fill: number;
  cut: number;
  drop: number;
}

/** Numbers per image in each array. */
const FROM = 4;
const TIMING = 4;
const LOOK = 4;
const TILE = 2;

/**
 * The state of all images as flat arrays that go to the GPU as they are. Each image is on its way from one stand to
 * another; the shader finds where between them it is from the time alone, so that nothing is uploaded in between.
 */
export class Instances {
  count = 0;
  /** x, y, z, side at the beginning of the way. */
  from = new Float32Array(0);
  /** The same at its end. */
  to = new Float32Array(0);
  /** Start in seconds, duration in seconds, fade at the beginning, fade at the end. */
  timing = new Float32Array(0);
  mask = new Float32Array(0);
  /** Changed, support vector, ring (1 hovered, 2 selected), fill. */
  look = new Float32Array(0);
  /** Share of the photo that is shown, drop of the probability. */
  tile = new Float32Array(0);
  /** Time at which the last way ends, in seconds. */
  settledAt = 0;

  /** Images there is room for. */
  get capacity(): number {
    return this.from.length / FROM;
  }

  /** Makes room for at least `count` images; true where the arrays are new ones. */
  reserve(count: number): boolean {
    if (count <= this.capacity) return false;
    const capacity = Math.max(64, 2 ** Math.ceil(Math.log2(count)));
    const grown = (old: Float32Array, size: number) => {
      const next = new Float32Array(capacity * size);
      next.set(old);
      return next;
    };
    this.from = grown(this.from, FROM);
    this.to = grown(this.to, FROM);
    this.timing = grown(this.timing, TIMING);
    this.mask = grown(this.mask, 4);
    this.look = grown(this.look, LOOK);
    this.tile = grown(this.tile, TILE);
    return true;
  }

  /** How far image `i` is on its way at `now`: 0 at the beginning, 1 at the end; the shader has the same formula. */
  private share(i: number, now: number): number {
    const start = this.timing[i * TIMING] ?? 0;
    const duration = this.timing[i * TIMING + 1] ?? 0;
    if (duration <= 0) return 1;
    const t = Math.min(1, Math.max(0, (now - start) / duration));
    return t * t * (3 - 2 * t);
  }

  /** Where image `i` stands at `now`; written into `into`, where many are asked for. */
  at(i: number, now: number, into: Stand = { x: 0, y: 0, z: 0, side: 0, fade: 0 }): Stand {
    const { from, to, timing } = this;
    const share = this.share(i, now);
    const place = i * FROM;
    into.x = mixed(from[place], to[place], share);
    into.y = mixed(from[place + 1], to[place + 1], share);
    into.z = mixed(from[place + 2], to[place + 2], share);
    into.side = mixed(from[place + 3], to[place + 3], share);
    into.fade = mixed(timing[i * TIMING + 2], timing[i * TIMING + 3], share);
    return into;
  }

  /** Puts a new image at the end of its way, or before a way of growth where `duration` is not 0. */
  begin(i: number, stand: Stand, now: number, duration: number): void {
    this.write(i, { ...stand, side: duration > 0 ? 0 : stand.side }, stand, now, duration);
  }

  /** Sends image `i` from where it is to `stand`; false where it already is, or is on its way, there. */
  send(i: number, stand: Stand, now: number, duration: number): boolean {
    const { to, timing } = this;
    const same =
      Math.fround(stand.x) === to[i * FROM] &&
      Math.fround(stand.y) === to[i * FROM + 1] &&
      Math.fround(stand.z) === to[i * FROM + 2] &&
      Math.fround(stand.side) === to[i * FROM + 3] &&
      Math.fround(stand.fade) === timing[i * TIMING + 3];
    if (same) return false;
    const from = this.at(i, now);
    // What cannot be seen needs no way: it grows where it is wanted.
    this.write(i, from.side > 0 ? from : { ...stand, side: 0 }, stand, now, duration);
    return true;
  }

  setLook(i: number, { mask, changed, supportVector, fill, cut, drop }: Look): void {
    this.tile.set([cut, drop], i * TILE);
    this.mask.set(mask, i * 4);
    this.look[i * LOOK] = changed ? 1 : 0;
    this.look[i * LOOK + 1] = supportVector ? 1 : 0;
    this.look[i * LOOK + 3] = fill;
  }

  setRing(i: number, ring: 0 | 1 | 2): void {
    this.look[i * LOOK + 2] = ring;
  }

  /** Whether image `i` is drawn before the others, whatever its depth. */
  raised(i: number): boolean {
    return (this.look[i * LOOK + 2] ?? 0) > 0;
  }

  /** Whether image `i` is, or will be, large and clear enough to be pointed at. */
  reachable(i: number): boolean {
    return (this.to[i * FROM + 3] ?? 0) > 0 && (this.timing[i * TIMING + 3] ?? 0) < 0.5;
  }

  private write(i: number, from: Stand, to: Stand, now: number, duration: number): void {
    this.from.set([from.x, from.y, from.z, from.side], i * FROM);
    this.to.set([to.x, to.y, to.z, to.side], i * FROM);
    this.timing.set([now, duration, from.fade, to.fade], i * TIMING);
    if (duration > 0) this.settledAt = Math.max(this.settledAt, now + duration);
  }
}

function mixed(from = 0, to = 0, share: number): number {
  return from + (to - from) * share;
}
