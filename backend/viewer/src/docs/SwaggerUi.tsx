import { useEffect, useRef } from "preact/hooks";
import SwaggerUIBundle, { type Headers, type SwaggerPlugin } from "swagger-ui-dist/swagger-ui-es-bundle.js";
import "swagger-ui-dist/swagger-ui.css";
import { darkNow } from "../state/settings.ts";
import { type ApiDocument, authorization, serverAddress } from "./apiDocument.ts";

/** Swagger UI over the document of the server that the page came from. */
export function SwaggerUi({ document: described }: { document: ApiDocument }) {
  const container = useRef<HTMLDivElement>(null);
  const dark = darkNow.value;
  useEffect(() => {
    document.documentElement.classList.toggle("dark-mode", dark);
  }, [dark]);
  useEffect(() => {
    if (container.current === null) return;
    SwaggerUIBundle({
      spec: { ...described, servers: [{ url: serverAddress() }] },
      domNode: container.current,
      deepLinking: true,
      defaultModelsExpandDepth: 0,
      validatorUrl: null, // a service elsewhere
      requestInterceptor: (request) => Object.assign(request, { headers: headersOf(request.headers) }),
      plugins: [plainTexts],
    });
  }, [described]);
  return <div ref={container} />;
}

/** What is sent: the token, and until another form is chosen the one that is offered first, which can be read. */
function headersOf(headers: Headers): Headers {
  const accept = headers.accept === "*/*" ? "application/json" : headers.accept;
  return { ...authorization(), ...headers, ...(accept && { accept }) };
}

/**
 * Texts are shown as they are, with code in backticks: Swagger UI's own Markdown goes through HTML, which the content
 * policy of the page allows nobody. The token is the page's own, and is not asked for twice.
 */
const plainTexts: SwaggerPlugin = ({ React: { createElement } }) => ({
  components: {
    Markdown: ({ source }) => {
      const pieces = (source ?? "").split("`");
      return createElement(
        "p",
        null,
        ...pieces.map((piece, at) => (at % 2 ? createElement("code", null, piece) : piece)),
      );
    },
    authorizeOperationBtn: () => null,
  },
});
