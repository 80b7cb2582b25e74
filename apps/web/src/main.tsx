import "./styles/index.css";
import "./shell/shell.css";
import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { router } from "./app.tsx";
import { startSession } from "./kernel/session.ts";
import { queries } from "./shell/queries.ts";
import { Announcer } from "./ui/announcer.tsx";
import { followLook } from "./ui/theme.ts";

followLook();
startSession();
// the page's own code too comes while the first frame is drawn; if it doesn't, the page says so
void router.load();

const place = document.getElementById("root");
if (place)
  createRoot(place).render(
    <StrictMode>
      <QueryClientProvider client={queries}>
        <RouterProvider router={router} />
        <Announcer />
      </QueryClientProvider>
    </StrictMode>,
  );
