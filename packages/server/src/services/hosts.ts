import type { Hosts } from "../hosts/hosts.ts";
import type { HostServices } from "../http/services.ts";
import { pageOf } from "./pages.ts";

export function createHostServices(hosts: Hosts): HostServices {
  return {
    list: async (page) => pageOf(hosts.list(), page, ({ name }) => name),
    get: async (name) => hosts.get(name),
    enrol: (request) => hosts.enrol(request),
    drain: (name) => hosts.drain(name),
    resume: (name) => hosts.resume(name),
    rotate: (name) => hosts.rotate(name),
    remove: (name) => hosts.remove(name),
  };
}
