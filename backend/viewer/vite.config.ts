import { defineConfig } from "vite";

/** Where `npm run dev` finds a server; `tetrascope serve` listens there by default. */
const SERVER = process.env.TETRASCOPE_SERVER ?? "http://127.0.0.1:8765";

export default defineConfig({
  base: "./",
  build: {
    outDir: process.env.TETRASCOPE_VIEWER_OUT ?? "../tetrascope/viewer",
    emptyOutDir: true,
    target: "es2022",
    // The page's security policy allows no data: URLs for scripts and styles, and a file is cached longer.
    assetsInlineLimit: 0,
    reportCompressedSize: true,
  },
  server: {
    host: "127.0.0.1",
    proxy: {
      // The server answers its own pages only, so the proxy calls as one of them.
      "/v1": { target: SERVER, changeOrigin: true, ws: true, headers: { origin: SERVER } },
    },
  },
});
