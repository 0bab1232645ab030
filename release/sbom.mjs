// Keeps of cdxgen's list what is linked into the program, adds what no package names, and takes out what differs from machine to machine.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

const [packagesFile, linkedFile, programFile, version, uplot] = process.argv.slice(2);
const json = (file) => JSON.parse(readFileSync(file, 'utf8'));
const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');
const bom = json(packagesFile);
const linked = Object.entries(json(linkedFile).libraries).map(([key, { type }]) => ({ key, type }));
const keyOf = ({ group, name, version }) => [[group, name].filter(Boolean).join('.'), version].join('/');

const listed = new Map(bom.components.map((component) => [keyOf(component), component]));
const packages = linked.filter(({ type }) => type === 'package').map(({ key }) => {
  const component = listed.get(key);
  if (!component) throw new Error(`${key} is linked into the program, and cdxgen does not list it`);
  const { type, 'bom-ref': reference, group, name, version, purl, hashes, licenses } = component;
  return { type, 'bom-ref': reference, group, name, version, purl, hashes, licenses };
});
const mit = [{ license: { id: 'MIT' } }];
const further = (purl, name, version) => ({ type: 'library', 'bom-ref': purl, name, version, purl, licenses: mit });
const runtimes = linked.filter(({ type }) => type === 'runtimepack').map(({ key }) => {
  const [name, version] = key.replace('runtimepack.', '').split('/');
  return further(`pkg:nuget/${name}@${version}`, name, version);
});
const components = [...packages, ...runtimes, further(`pkg:npm/uplot@${uplot}`, 'uplot', uplot)];

const reference = `pkg:generic/magister@${version}`;
const references = new Set(components.map((component) => component['bom-ref']));
const dependsOn = (reference) => (bom.dependencies.find(({ ref }) => ref === reference)?.dependsOn ?? []).filter((on) => references.has(on));
const digits = sha256(JSON.stringify(components) + version);
const uuid = [digits.slice(0, 8), digits.slice(8, 12), `5${digits.slice(13, 16)}`, `8${digits.slice(17, 20)}`, digits.slice(20, 32)].join('-');

console.log(JSON.stringify({
  bomFormat: 'CycloneDX',
  specVersion: bom.specVersion,
  serialNumber: `urn:uuid:${uuid}`,
  version: 1,
  metadata: {
    timestamp: new Date(process.env.SOURCE_DATE_EPOCH * 1000).toISOString().replace('.000', ''),
    tools: bom.metadata.tools,
    component: {
      type: 'application', 'bom-ref': reference, name: 'magister', version, purl: reference,
      licenses: [{ license: { id: 'AGPL-3.0-only' } }],
      hashes: [{ alg: 'SHA-256', content: sha256(readFileSync(programFile)) }],
    },
  },
  components,
  dependencies: [{ ref: reference, dependsOn: [...references] }, ...[...references].map((ref) => ({ ref, dependsOn: dependsOn(ref) }))],
}, null, 2));
