import { describe, expect, it } from "vitest";
import { clockOrDay } from "../../../apps/web/src/ui/time.ts";

describe("clockOrDay", () => {
  it("of today it says the time alone, of any other day the day as well, as they are in London", () => {
    const now = "2026-07-16T08:00:00.000Z";
    expect(clockOrDay("2026-07-16T06:02:00.000Z", now)).toBe("07:02");
    expect(clockOrDay("2026-07-15T23:30:00.000Z", now)).toBe("00:30");
    expect(clockOrDay("2026-07-15T13:02:00.000Z", now)).toBe("yesterday, 14:02");
    expect(clockOrDay("2026-07-09T13:02:00.000Z", now)).toBe("Thursday 9 July, 14:02");
  });
});
