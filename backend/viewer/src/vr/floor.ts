import { Mesh, MeshBasicMaterial, RingGeometry } from "three";
import { token } from "../ui/tokens.ts";
import type { Person } from "./vrScene.ts";

/** A ring on the floor around the person: something that stands still, which eyes and ears agree upon. */
export class Floor {
  readonly mesh = new Mesh(
    new RingGeometry(0.9, 0.93, 64).rotateX(-Math.PI / 2),
    new MeshBasicMaterial({ transparent: true, opacity: 0.5 }),
  );

  colour(): void {
    this.mesh.material.color.set(token("--line-strong"));
  }

  under({ head }: Person): void {
    this.mesh.position.set(head.x, 0, head.z);
  }

  dispose(): void {
    this.mesh.geometry.dispose();
    this.mesh.material.dispose();
  }
}
