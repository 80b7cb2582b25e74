import { execFileSync } from "node:child_process";
import { resolve } from "node:path";

type Component = { "bom-ref": string; name: string; properties?: { name: string; value: string }[] };
type Bom = { metadata: { component: Component }; components: Component[]; dependencies: { ref: string; dependsOn: string[] }[] };

// npm's own --omit dev leaves out whatever a development tool needs as well, zod for one: what is shipped is chosen here
const asked = ["sbom", "--sbom-format", "cyclonedx", "--sbom-type", "application", "--package-lock-only"];
const cwd = resolve(import.meta.dirname, "..");
const bom = JSON.parse(execFileSync("npm", asked, { cwd, encoding: "utf8", maxBuffer: 2 ** 28 })) as Bom;

const tool = ({ properties = [] }: Component): boolean => properties.some(({ name }) => name === "cdx:npm:package:development");
const components = bom.components.filter((each) => !tool(each));
const component = { ...bom.metadata.component, name: "linkwork" };
const listed = new Set([component, ...components].map((each) => each["bom-ref"]));
const dependencies = bom.dependencies.flatMap(({ ref, dependsOn }) =>
  listed.has(ref) ? [{ ref, dependsOn: dependsOn.filter((each) => listed.has(each)) }] : [],
);
console.log(JSON.stringify({ ...bom, metadata: { ...bom.metadata, component }, components, dependencies }, null, 2));
