import { defineConfig } from "vitest/config";

// React's API on Preact: 44 KB instead of 130 KB before the first screen (ARCHITECTURE, "web").
const react = { react: "preact/compat", "react-dom": "preact/compat" };

export default defineConfig({
  resolve: { alias: react },
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  build: {
    target: "es2022",
    assetsInlineLimit: 0,
    // The content policy allows no inline script, and every browser we support preloads modules itself.
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rolldownOptions: {
      onLog(level, log, report) {
        // TanStack marks its files "use client" for servers that draw; we have none.
        if (log.code !== "MODULE_LEVEL_DIRECTIVE") report(level, log);
      },
    },
  },
  // `npm run fixture` answers here during development; the product is served by Java.
  server: { port: 5173, proxy: { "/api": "http://127.0.0.1:5199" } },
  test: {
    include: ["**/*.test.ts"],
    environment: "node",
  },
});
