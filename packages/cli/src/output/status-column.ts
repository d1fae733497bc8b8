import { paintStatus, type Status } from "./status.ts";
import type { Column } from "./table.ts";

export function statusColumn<Item extends { readonly status: Status }>(): Column<Item> {
  return {
    title: "STATUS",
    cell: ({ status }) => status,
    paint: ({ status }, _, colours) => paintStatus(status, colours),
  };
}
