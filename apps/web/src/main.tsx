import "./styles/index.css";
import "./shell/shell.css";
import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { fetchPage, router } from "./app.tsx";
import { fetchSignIn } from "./identity/way-in.ts";
import { onceIn, somebodyIsIn, startSession } from "./kernel/session.ts";
import { queries } from "./shell/queries.ts";
import { fetchPlaces } from "./shell/shell.tsx";
import { Announcer } from "./ui/announcer.tsx";
import { followLook } from "./ui/theme.ts";

followLook();
startSession();
// what will be shown comes while the first frame is drawn; if it doesn't, the page says so
void router.load();
if (!somebodyIsIn()) void fetchSignIn().catch(() => undefined);
// whoever signs in: while the password is looked at
onceIn(() => void fetchPlaces().catch(() => undefined));
onceIn(fetchPage);

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
