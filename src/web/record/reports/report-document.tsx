// A report on the screen: the same document that is saved, as elements of the page. A figure leads to how it was counted, and from there to
// its records. What follows under the scheme stands first.
import type { JSX } from "preact";
import { useMemo } from "preact/hooks";
import type { Block, ReportDocument } from "../../../reports/document.ts";
import { blocksByHeading, columnTitle, factAnchor, idsOf, stackedFrom } from "../../../reports/document.ts";
import type { Inline, Inlines } from "../../../reports/inlines.ts";
import { plotTable } from "../../../reports/print/plot-table.ts";
import { plotSvg } from "../../../reports/print/svg.ts";
import { svgElements } from "./svg-elements.ts";

/** Places of the report are named apart from the rest of the page. */
const place = (id: string) => `report-${id}`;

export function ReportView({ document }: { readonly document: ReportDocument }): JSX.Element {
  const ids = useMemo(() => idsOf(document), [document]);
  const { language, direction, kicker, title, subtitle, warning, notice, marks, sections, words } = document;
  const tier = sections.find(({ id }) => id === "tier");
  const verdict = tier?.blocks.find((block) => block.kind === "paragraph");
  return (
    <article class="report" lang={language} dir={direction} aria-labelledby="report-name">
      <header>
        <p class="kicker">{kicker}</p>
        <h2 id="report-name" tabIndex={-1}>
          {title}
        </h2>
        <p class="quiet">{subtitle}</p>
        {warning !== null && <p class="notice waiting">{warning}</p>}
        {notice !== null && <p class="notice waiting">{notice}</p>}
        {tier !== undefined && verdict !== undefined && (
          <div class="verdict">
            <p class="verdict-title">
              <Anchor to="tier" ids={ids}>
                {tier.title}
              </Anchor>
            </p>
            <BlockView block={verdict} ids={ids} asTable={words.asTable} />
          </div>
        )}
        <dl class="facts report-marks">
          {marks.map(({ name, value }) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>
                <InlinesView list={value} ids={ids} />
              </dd>
            </div>
          ))}
        </dl>
      </header>
      <nav aria-labelledby="report-contents">
        <h3 id="report-contents">{words.contents}</h3>
        <ol>
          {sections.map(({ id, title: name }) => (
            <li key={id}>
              <Anchor to={id} ids={ids}>
                {name}
              </Anchor>
            </li>
          ))}
        </ol>
      </nav>
      {sections.map(({ id, title: name, blocks }) => (
        <section key={id} id={place(id)} aria-labelledby={`${place(id)}-title`} tabIndex={-1}>
          {/* The document never changes in place: another one is another view. */}
          {blocksByHeading(blocks).map((part, i) => (
            <div key={`${id} ${String(i)}`} class="part">
              {i === 0 && (
                <h3 id={`${place(id)}-title`} class="section-title">
                  {name}
                </h3>
              )}
              {part.map((block, j) => (
                <BlockView key={`${id} ${String(i)} ${String(j)}`} block={block} ids={ids} asTable={words.asTable} />
              ))}
            </div>
          ))}
        </section>
      ))}
    </article>
  );
}

function BlockView(props: {
  readonly block: Block;
  readonly ids: ReadonlySet<string>;
  readonly asTable: string;
}): JSX.Element {
  const { block, ids, asTable } = props;
  switch (block.kind) {
    case "paragraph":
      return (
        <p class={block.tone === "notice" ? "notice news" : block.tone}>
          <InlinesView list={block.content} ids={ids} />
        </p>
      );
    case "heading":
      return (
        <h4 id={block.id === undefined ? undefined : place(block.id)} tabIndex={-1}>
          {block.text}
        </h4>
      );
    case "list": {
      const items = block.items.map((item) => (
        <li key={item.map(({ text }) => text).join("")}>
          <InlinesView list={item} ids={ids} />
        </li>
      ));
      return block.ordered === true ? <ol class="bullets numbered">{items}</ol> : <ul class="bullets">{items}</ul>;
    }
    case "table":
      return <TableView {...block} ids={ids} />;
    case "plot": {
      const { plot } = block;
      const { columns, rows } = plotTable(plot);
      return (
        <>
          <figure>
            <figcaption>
              {plot.title}
              <small>{plot.description}</small>
            </figcaption>
            <section class="plot-frame" aria-label={plot.title} {...scrollable}>
              {svgElements(plotSvg(plot))}
            </section>
          </figure>
          <details class={plot.kind === "bars" ? "bars" : undefined}>
            <summary>{asTable}</summary>
            <TableView caption={plot.title} columns={columns} rows={rows.map((cells) => ({ cells }))} ids={ids} />
          </details>
        </>
      );
    }
  }
}

// What is wider than a phone scrolls by itself, with the keyboard too.
const scrollable = { tabIndex: 0 } as const;

function TableView(
  props: Omit<Extract<Block, { kind: "table" }>, "kind"> & { readonly ids: ReadonlySet<string> },
): JSX.Element {
  const { caption, columns, rows, ids } = props;
  const from = stackedFrom(columns);
  const role = (name: "table" | "row" | "rowheader" | "cell") => (from !== null ? name : undefined);
  const titled = (i: number) => (from !== null && i >= from ? columns[i]?.title : undefined);
  const numeric = (i: number) => (columns[i]?.numeric === true ? "number" : undefined);
  return (
    <section class="table-frame" aria-label={caption} {...scrollable}>
      <table role={role("table")} class={from !== null ? "stacks" : undefined}>
        <caption>{caption}</caption>
        <thead>
          <tr>
            {columns.map((column, i) => (
              <th key={column.title} scope="col" class={numeric(i)}>
                <InlinesView list={columnTitle(column)} ids={ids} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ id, cells }, n) => (
            <tr
              key={id ?? String(n)}
              role={role("row")}
              id={id === undefined ? undefined : place(id)}
              tabIndex={id === undefined ? undefined : -1}
            >
              {cells.map((cell, i) => {
                const inside = <InlinesView list={cell} ids={ids} />;
                return i === 0 && cell.length > 0 ? (
                  <th key="name" scope="row" role={role("rowheader")} class={numeric(i)}>
                    {inside}
                  </th>
                ) : (
                  <td key={String(i)} role={role("cell")} data-title={titled(i)} class={numeric(i)}>
                    {inside}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function InlinesView({ list, ids }: { readonly list: Inlines; readonly ids: ReadonlySet<string> }): JSX.Element {
  return (
    <>
      {list.map((inline, i) => (
        <InlineView key={String(i)} inline={inline} ids={ids} />
      ))}
    </>
  );
}

function InlineView({ inline, ids }: { readonly inline: Inline; readonly ids: ReadonlySet<string> }): JSX.Element {
  switch (inline.kind) {
    case "text":
      return <>{inline.text}</>;
    case "strong":
      return <strong>{inline.text}</strong>;
    case "quoted":
      return <q dir="auto">{inline.text}</q>;
    case "code":
      return <code>{inline.text}</code>;
    case "missing":
      return <span class="missing">{inline.text}</span>;
    case "figure":
      return (
        <Anchor to={factAnchor(inline.fact)} ids={ids} look="figure-link">
          {inline.text}
        </Anchor>
      );
    case "link":
      return (
        <Anchor
          to={inline.to}
          ids={ids}
          title={inline.title}
          look={inline.text.startsWith("[") ? "source-link" : undefined}
        >
          {inline.text}
        </Anchor>
      );
  }
}

/** A link within the report. It moves the reader and the focus; the address stays what it is. A place that is not there is only words. */
function Anchor(props: {
  readonly to: string;
  readonly ids: ReadonlySet<string>;
  readonly children: string;
  readonly look?: string | undefined;
  readonly title?: string | undefined;
}): JSX.Element {
  const { to, ids, children } = props;
  if (!ids.has(to)) return <>{children}</>;
  return (
    <a
      href={`#${place(to)}`}
      class={props.look}
      title={props.title}
      onClick={(event) => {
        event.preventDefault();
        const target = document.getElementById(place(to));
        target?.scrollIntoView({ block: "start" });
        target?.focus({ preventScroll: true });
      }}
    >
      {children}
    </a>
  );
}
