// Reads what 'kubectl kustomize' printed, and says what Kubernetes' own schemas have against it: a line for each object.
import { text } from "node:stream/consumers";
import { parseAllDocuments } from "yaml";

for (const document of parseAllDocuments(await text(process.stdin))) {
  const object = document.toJS();
  const { [object.kind]: Kind } = await import(`kubernetes-models/${object.apiVersion}`);
  try {
    new Kind(object).validate();
  } catch (error) {
    console.log(`${object.kind} ${object.metadata.name}: ${error.message}`);
  }
}
