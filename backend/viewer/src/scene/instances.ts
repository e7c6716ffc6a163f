import {
  BufferAttribute,
  DynamicDrawUsage,
  InstancedBufferGeometry,
  InstancedInterleavedBuffer,
  InterleavedBufferAttribute,
} from "three";

/** A square from (-1, -1) to (1, 1) as two triangles. */
function square(): InstancedBufferGeometry {
  const geometry = new InstancedBufferGeometry();
  geometry.setAttribute("corner", new BufferAttribute(new Float32Array([-1, -1, 1, -1, 1, 1, -1, 1]), 2));
  geometry.setIndex([0, 1, 2, 0, 2, 3]);
  return geometry;
}

/** Copies of one small shape, each with its own numbers: everything of one kind in one draw call. */
export class Instances {
  readonly geometry: InstancedBufferGeometry;
  private readonly names: readonly string[];
  private buffer: InstancedInterleavedBuffer;

  /** Each of `names` is a vec4 of the vertex shader. */
  constructor(names: readonly string[], geometry = square()) {
    this.names = names;
    this.geometry = geometry;
    this.buffer = this.reserve(16);
  }

  /** Four numbers for each name, copy after copy. */
  set(numbers: ArrayLike<number>): void {
    const count = numbers.length / this.stride;
    if (numbers.length > this.buffer.array.length) this.buffer = this.reserve(2 ** Math.ceil(Math.log2(count)));
    this.buffer.array.set(numbers);
    this.buffer.clearUpdateRanges();
    this.buffer.addUpdateRange(0, numbers.length);
    this.buffer.needsUpdate = true;
    this.geometry.instanceCount = count;
  }

  get count(): number {
    return this.geometry.instanceCount;
  }

  dispose(): void {
    this.geometry.dispose();
  }

  private get stride(): number {
    return this.names.length * 4;
  }

  private reserve(count: number): InstancedInterleavedBuffer {
    const buffer = new InstancedInterleavedBuffer(new Float32Array(count * this.stride), this.stride);
    buffer.setUsage(DynamicDrawUsage);
    // The old buffers go with the old geometry's record in the renderer.
    this.geometry.dispose();
    this.names.forEach((name, i) => {
      this.geometry.setAttribute(name, new InterleavedBufferAttribute(buffer, 4, i * 4));
    });
    this.geometry.instanceCount = 0;
    return buffer;
  }
}
