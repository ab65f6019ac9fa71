import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    testTimeout: 90_000,
    hookTimeout: 60_000,
    // Many tests wait for a server or a pause: on a machine of two cores a third worker uses that time.
    maxWorkers: Math.max(3, availableParallelism() - 1),
  },
});
