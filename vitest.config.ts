import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    testTimeout: 90_000,
    hookTimeout: 60_000,
    // By default a machine of two cores is given one.
    maxWorkers: Math.max(2, availableParallelism() - 1),
  },
});
