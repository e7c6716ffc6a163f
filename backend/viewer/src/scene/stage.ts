import { Color, PerspectiveCamera, Scene, SRGBColorSpace, WebGLRenderer } from "three";
import { OrbitControls } from "three/addons/controls/OrbitControls.js";
import { CameraFlight, type CameraView } from "./cameraFlight.ts";
import { cssColour } from "./cssColour.ts";
import { noWebGl } from "./noWebGl.ts";

/** What a stage is made with; lengths in metres. */
export interface StageOptions {
  /** Vertical angle of view in degrees; 35 by default. */
  fieldOfView?: number;
  /** Multisampling; off by default, because what smooths its own edges in the shader needs none. */
  antialias?: boolean;
  /** Nearest and farthest distance that is drawn; 0.02 and 400 by default. */
  near?: number;
  far?: number;
}

/** What drawing costs. */
export interface StageStats {
  drawCalls: number;
  triangles: number;
  textures: number;
  /** Frames drawn since the stage was made; it stands still while nothing moves. */
  frames: number;
}

/** Called before each frame with the time in ms and the seconds since the frame before; true asks for another frame. */
export type FrameListener = (now: number, seconds: number) => boolean | undefined;

/** Device pixels for each CSS pixel that a canvas is drawn with, at most. */
const MAX_PIXEL_RATIO = 2;

/** Milliseconds between two frames of what can wait. */
const SOON = 80;

/** A canvas, a camera and controls, drawn only when something changes. */
export class Stage {
  readonly canvas: HTMLCanvasElement;
  readonly renderer: WebGLRenderer;
  readonly scene = new Scene();
  readonly camera: PerspectiveCamera;
  readonly controls: OrbitControls;
  /** Size of the canvas in CSS pixels. */
  readonly size = { width: 1, height: 1 };

  private readonly flight: CameraFlight;
  private readonly observer: ResizeObserver;
  private readonly frameListeners = new Set<FrameListener>();
  private readonly restoreListeners = new Set<() => void>();
  private readonly resizeListeners = new Set<() => void>();
  private background = "#fff";
  private request = 0;
  private soon: ReturnType<typeof setTimeout> | 0 = 0;
  private frames = 0;
  private before = 0;
  private lost = false;
  private resting = false;

  /** Throws a Complaint (`no_webgl`) where the browser has no WebGL 2. */
  constructor(canvas: HTMLCanvasElement, options: StageOptions = {}) {
    this.canvas = canvas;
    const { fieldOfView = 35, antialias = false, near = 0.02, far = 400 } = options;
    const context = canvas.getContext("webgl2", {
      antialias,
      alpha: false,
      stencil: false,
      powerPreference: "default",
    });
    if (!context) throw noWebGl();
    this.renderer = new WebGLRenderer({ canvas, context, antialias, alpha: false, stencil: false });
    this.renderer.info.autoReset = true;
    this.camera = new PerspectiveCamera(fieldOfView, 1, near, far);
    this.camera.position.set(0, 0, 5);
    this.controls = new OrbitControls(this.camera, canvas);
    this.controls.enableDamping = true;
    this.controls.dampingFactor = 0.15;
    this.controls.zoomToCursor = true;
    this.flight = new CameraFlight(this.camera, this.controls);
    this.controls.addEventListener("start", this.taken);
    this.controls.addEventListener("change", this.invalidate);
    canvas.addEventListener("wheel", this.taken, { passive: true });
    canvas.addEventListener("webglcontextlost", this.contextLost);
    canvas.addEventListener("webglcontextrestored", this.contextRestored);
    this.observer = new ResizeObserver(this.measure);
    this.observer.observe(canvas);
    this.measure();
  }

  /** Asks for one frame; any number of calls before it make one frame. */
  readonly invalidate = (): void => {
    if (this.request === 0 && !this.lost && !this.resting) this.request = requestAnimationFrame(this.frame);
  };

  /** While it rests nothing is drawn, as when it is not to be seen; then it draws what has changed meanwhile. */
  rest(on: boolean): void {
    this.resting = on;
    if (!on) this.invalidate();
    else {
      cancelAnimationFrame(this.request);
      this.request = 0;
    }
  }

  /**
   * Asks for a frame before long: what arrives in quick succession is drawn together, at most about twelve times a
   * second, and leaves the processor to those who compute it.
   */
  invalidateSoon(): void {
    if (this.request !== 0 || this.soon !== 0) return;
    const wait = Math.max(0, this.before + SOON - performance.now());
    this.soon = setTimeout(() => {
      this.soon = 0;
      this.invalidate();
    }, wait);
  }

  /** Whether a frame is on its way: something changed, or still moves. */
  get awaitsFrame(): boolean {
    return this.request !== 0;
  }

  /** Calls `listener` before each frame; returns how to stop that. */
  onFrame(listener: FrameListener): () => void {
    this.frameListeners.add(listener);
    return () => this.frameListeners.delete(listener);
  }

  /** Calls `listener` when the canvas has another size, before it is drawn; returns how to stop that. */
  onResize(listener: () => void): () => void {
    this.resizeListeners.add(listener);
    return () => this.resizeListeners.delete(listener);
  }

  /** Calls `listener` when a lost context is back and everything must be uploaded again; returns how to stop that. */
  onRestored(listener: () => void): () => void {
    this.restoreListeners.add(listener);
    return () => this.restoreListeners.delete(listener);
  }

  /** Takes the camera to a view in `seconds`; 0 is at once. */
  fly(view: CameraView, seconds = 0.35): void {
    // What is left of a drag's momentum would carry the camera past where it is to go.
    this.controls.enableDamping = false;
    this.controls.update();
    this.controls.enableDamping = true;
    const now = performance.now();
    this.flight.start(view, seconds, now);
    if (seconds === 0) this.flight.step(now);
    this.invalidate();
  }

  /** The view that the camera is on its way to, or has. */
  get destination(): CameraView {
    return this.flight.destination;
  }

  /** Fills the background with a CSS colour such as `#fff` or `rgb(1 2 3)`. */
  setBackground(colour: string): void {
    this.background = colour;
    const [red, green, blue] = cssColour(colour);
    this.renderer.setClearColor(new Color().setRGB(red, green, blue, SRGBColorSpace), 1);
    this.invalidate();
  }

  /** The view as PNG, `scale` pixels for each CSS pixel (fewer where the device cannot make it that large). */
  async toPng(scale = 2): Promise<Blob> {
    const longer = Math.max(this.size.width, this.size.height);
    const most = this.renderer.capabilities.maxTextureSize / longer;
    const usual = this.renderer.getPixelRatio();
    this.renderer.setPixelRatio(Math.min(scale, most));
    this.draw();
    // toBlob copies the drawing before it returns, so the canvas can go back to its size at once.
    const png = new Promise<Blob>((resolve, reject) => {
      this.canvas.toBlob((blob) => {
        if (blob) resolve(blob);
        else reject(new Error("The browser could not make a PNG of the view. Try a smaller window."));
      }, "image/png");
    });
    this.renderer.setPixelRatio(usual);
    this.draw();
    return png;
  }

  /** What the last frame cost. */
  stats(): StageStats {
    const { render, memory } = this.renderer.info;
    return { drawCalls: render.calls, triangles: render.triangles, textures: memory.textures, frames: this.frames };
  }

  /** Ends everything; the canvas cannot be used for another stage. */
  dispose(): void {
    cancelAnimationFrame(this.request);
    if (this.soon !== 0) clearTimeout(this.soon);
    this.lost = true;
    this.observer.disconnect();
    this.controls.dispose();
    this.canvas.removeEventListener("wheel", this.taken);
    this.canvas.removeEventListener("webglcontextlost", this.contextLost);
    this.canvas.removeEventListener("webglcontextrestored", this.contextRestored);
    this.renderer.dispose();
    this.renderer.forceContextLoss();
  }

  private readonly frame = (now: number): void => {
    this.request = 0;
    const seconds = Math.min((now - this.before) / 1000, 0.1);
    this.before = now;
    let goesOn = this.flight.step(now);
    if (this.controls.update(seconds)) goesOn = true;
    for (const listener of this.frameListeners) if (listener(now, seconds)) goesOn = true;
    this.draw();
    if (goesOn) this.invalidate();
  };

  private draw(): void {
    if (this.lost) return;
    this.renderer.render(this.scene, this.camera);
    this.frames += 1;
  }

  private readonly taken = (): void => this.flight.stop();

  private readonly measure = (): void => {
    const { clientWidth: width, clientHeight: height } = this.canvas;
    if (width === 0 || height === 0) return;
    this.size.width = width;
    this.size.height = height;
    this.renderer.setPixelRatio(Math.min(devicePixelRatio || 1, MAX_PIXEL_RATIO));
    this.renderer.setSize(width, height, false);
    this.camera.aspect = width / height;
    this.camera.updateProjectionMatrix();
    for (const listener of this.resizeListeners) listener();
    // A canvas is cleared when it is resized: draw now rather than show one empty frame.
    if (this.frames > 0 && !this.resting) this.draw();
    this.invalidate();
  };

  private readonly contextLost = (event: Event): void => {
    event.preventDefault();
    this.lost = true;
    cancelAnimationFrame(this.request);
    this.request = 0;
  };

  private readonly contextRestored = (): void => {
    this.lost = false;
    this.setBackground(this.background);
    for (const listener of this.restoreListeners) listener();
    this.invalidate();
  };
}
