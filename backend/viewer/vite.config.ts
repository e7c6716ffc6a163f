import type { ClientRequest, IncomingMessage } from "node:http";
import { defineConfig, type ProxyOptions } from "vite";
import { licences } from "./licences.ts";

/** Where `npm run dev` finds a server; `tetrascope serve` listens there by default. */
const SERVER = process.env.TETRASCOPE_SERVER ?? "http://127.0.0.1:8765";

function callAsOwn(call: ClientRequest, { headers }: IncomingMessage): void {
  if (headers.origin === `http://${headers.host}`) call.setHeader("origin", SERVER);
}

const proxied: ProxyOptions = {
  target: SERVER,
  changeOrigin: true,
  ws: true,
  // The server answers its own pages only, so the proxy calls as one of them, for this page and no other.
  configure: (proxy) => {
    proxy.on("proxyReq", callAsOwn);
    proxy.on("proxyReqWs", callAsOwn);
  },
};

export default defineConfig({
  base: "./",
  plugins: [licences()],
  build: {
    outDir: process.env.TETRASCOPE_VIEWER_OUT ?? "../tetrascope/viewer",
    emptyOutDir: true,
    // Which file is fetched for which: tests/browser/test_size.py.
    manifest: ".built-files.json",
    target: "es2022",
    // The page's security policy allows no data: URLs for scripts and styles, and a file is cached longer.
    assetsInlineLimit: 0,
    // three.js is one chunk of 600 kB that both scenes share, and that stays cached when our own code changes; Swagger UI
    // one of 1.5 MB that only the page of the API loads.
    chunkSizeWarningLimit: 1600,
    rolldownOptions: {
      input: ["index.html", "docs.html", "experimenter.html", "replay.html", "study.html"],
      output: { codeSplitting: { groups: [{ name: "three", test: /[\\/]node_modules[\\/]three[\\/]/ }] } },
    },
  },
  server: {
    host: "127.0.0.1",
    // The scenes' numbers are the protocol's, outside of this folder.
    fs: { allow: [".", "../../protocol"] },
    proxy: { "/v1": proxied, "/openapi.json": proxied },
  },
});
