// The pages of the own organisation.
import type { JSX } from "preact";
import type { DeviceView } from "../../member/views.ts";
import type { Engine } from "../engine.ts";
import type { OrganisationPage } from "../organisation-page.ts";
import { DealPage } from "./deal-page.tsx";
import { GivenPage } from "./given-page.tsx";
import { Invite, InviteLost } from "./invite.tsx";
import { OrganisationOverview } from "./overview.tsx";
import { ServicePage } from "./service-page.tsx";

export function OrganisationScreens(props: {
  readonly engine: Engine;
  readonly view: DeviceView;
  readonly page: OrganisationPage;
}): JSX.Element | null {
  const { engine, view, page } = props;
  const own = engine.own.value;
  if (own === null) return null;
  switch (page.at) {
    case "invite":
      return page.lost === undefined ? <Invite engine={engine} /> : <InviteLost engine={engine} lost={page.lost} />;
    case "deal":
      return <DealPage engine={engine} />;
    case "given":
      return <GivenPage engine={engine} given={page.given} />;
    case "service":
      return <ServicePage engine={engine} view={view} own={own} id={page.id} />;
    case "overview":
      return <OrganisationOverview engine={engine} view={view} own={own} />;
  }
}
