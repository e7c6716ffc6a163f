import type { ComponentChildren } from "preact";
import "./pageBar.css";

interface PageBarProps {
  /** Where the name leads. */
  home: string;
  /** What the page is about. */
  title?: ComponentChildren;
  /** Buttons at its end. */
  children?: ComponentChildren;
}

/** The bar at the top of a page besides the viewer itself. */
export function PageBar({ home, title, children }: PageBarProps) {
  return (
    <header class="page-bar">
      <a class="page-bar-home" href={home}>
        <img src="./favicon.svg" alt="" width={26} height={26} />
        <span>Tetrascope</span>
      </a>
      <div class="page-bar-title">{title}</div>
      {children}
    </header>
  );
}
