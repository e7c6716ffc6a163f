import {
  CylinderGeometry,
  Group,
  InstancedMesh,
  Matrix4,
  Mesh,
  MeshBasicMaterial,
  SphereGeometry,
  Vector3,
} from "three";
import { token } from "../ui/tokens.ts";
import type { Hand } from "./hand.ts";

/** How long a ray is drawn that meets nothing, in metres. */
const FREE = 1.2;
/** How thick it is, in metres: a line of a pixel flickers in a headset. */
const RADIUS = 0.001;
/** Joints of a hand that WebXR names. */
const JOINTS = 25;
/** A joint whose size is not known, in metres. */
const USUAL_RADIUS = 0.008;

/** What the types of WebXR's hands lack. */
interface JointFrame {
  fillPoses?(spaces: Iterable<XRSpace>, base: XRSpace, transforms: Float32Array): boolean;
  fillJointRadii?(spaces: Iterable<XRJointSpace>, radii: Float32Array): boolean;
}

/** One hand as it is seen in VR: its ray with a dot where it meets something, and its joints, or a stick for a controller. */
export class Beam {
  readonly group = new Group();
  private readonly hand: Hand;
  private readonly line: Mesh<CylinderGeometry, MeshBasicMaterial>;
  private readonly dot: Mesh<SphereGeometry, MeshBasicMaterial>;
  private readonly stick: Mesh<CylinderGeometry, MeshBasicMaterial>;
  private readonly joints: InstancedMesh<SphereGeometry, MeshBasicMaterial>;
  private readonly matrices = new Float32Array(16 * JOINTS);
  private readonly radii = new Float32Array(JOINTS);
  private jointsOf: XRHand | null = null;
  private spaces: readonly XRJointSpace[] = [];
  private readonly matrix = new Matrix4();
  private readonly scale = new Vector3();

  constructor(hand: Hand) {
    this.hand = hand;
    const rod = new CylinderGeometry(RADIUS, RADIUS, 1, 6, 1, true).rotateX(Math.PI / 2).translate(0, 0, -0.5);
    this.line = new Mesh(rod, new MeshBasicMaterial({ opacity: 0.75 }));
    this.dot = new Mesh(new SphereGeometry(0.006, 12, 8), new MeshBasicMaterial());
    this.stick = new Mesh(new CylinderGeometry(0.012, 0.016, 0.12, 16).rotateX(Math.PI / 2), new MeshBasicMaterial());
    this.joints = new InstancedMesh(new SphereGeometry(1, 10, 8), new MeshBasicMaterial(), JOINTS);
    for (const mesh of [this.line, this.dot, this.stick, this.joints]) {
      mesh.frustumCulled = false;
      // Over the scenes, which know no depth, and behind panels that are nearer. What is opaque would be drawn before both.
      mesh.renderOrder = 1000;
      mesh.material.transparent = true;
      mesh.material.depthTest = mesh !== this.dot;
      this.group.add(mesh);
    }
    this.colour();
  }

  /** Takes the colours of the page's theme. */
  colour(): void {
    this.line.material.color.set(token("--accent"));
    this.dot.material.color.set(token("--accent"));
    this.stick.material.color.set(token("--text-muted"));
    this.joints.material.color.set(token("--text-muted"));
  }

  /** Follows the hand; `reach` is how far its ray goes, null for nowhere. */
  follow(points: boolean, reach: number | null, frame: XRFrame, space: XRReferenceSpace): void {
    const { hand, line, dot, stick, joints } = this;
    line.visible = points;
    dot.visible = points && reach !== null;
    stick.visible = hand.tracked && hand.joints === null;
    joints.visible = hand.tracked && hand.joints !== null;
    if (points) {
      line.position.copy(hand.ray.origin);
      line.lookAt(this.scale.copy(hand.ray.origin).sub(hand.ray.direction));
      line.scale.setZ(reach ?? FREE);
      if (reach !== null) dot.position.copy(hand.ray.direction).multiplyScalar(reach).add(hand.ray.origin);
    }
    if (stick.visible) {
      stick.position.copy(hand.grip);
      stick.quaternion.copy(hand.gripTurn);
    }
    if (joints.visible && hand.joints) this.readJoints(hand.joints, frame as JointFrame, space);
  }

  dispose(): void {
    for (const mesh of [this.line, this.dot, this.stick, this.joints]) {
      mesh.geometry.dispose();
      mesh.material.dispose();
    }
    this.joints.dispose();
  }

  private readJoints(joints: XRHand, frame: JointFrame, space: XRReferenceSpace): void {
    if (this.jointsOf !== joints) {
      this.jointsOf = joints;
      this.spaces = [...joints.values()];
    }
    const { spaces } = this;
    if (!frame.fillPoses?.(spaces, space, this.matrices)) {
      this.joints.visible = false;
      return;
    }
    if (!frame.fillJointRadii?.(spaces, this.radii)) this.radii.fill(USUAL_RADIUS);
    for (let joint = 0; joint < JOINTS; joint++) {
      const radius = this.radii[joint] || USUAL_RADIUS;
      this.matrix.fromArray(this.matrices, 16 * joint).scale(this.scale.setScalar(radius));
      this.joints.setMatrixAt(joint, this.matrix);
    }
    this.joints.instanceMatrix.needsUpdate = true;
  }
}
