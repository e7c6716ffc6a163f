/** What the page uses of Swagger UI, which comes without types. */
declare module "swagger-ui-dist/swagger-ui-es-bundle.js" {
  /** An element of the React inside of Swagger UI. */
  type Element = { readonly type: unknown };
  type Component = (props: { source?: string }) => Element | null;

  export type SwaggerPlugin = (system: {
    React: { createElement: (type: string, props: null, ...children: (Element | string)[]) => Element };
  }) => { components: Record<string, Component> };

  export type Headers = Readonly<Record<string, string>>;

  interface Request {
    headers: Headers;
  }

  export default function SwaggerUIBundle(options: {
    spec: object;
    domNode: HTMLElement;
    deepLinking: boolean;
    defaultModelsExpandDepth: number;
    validatorUrl: null;
    requestInterceptor: (request: Request) => Request;
    plugins: SwaggerPlugin[];
  }): void;
}
