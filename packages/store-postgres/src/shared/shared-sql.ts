// The statements by which nodes agree (docs/decisions/0006). Every instant is the database's (N1); rows of partitions
// are locked in the order of their numbers, here and in the commit function, so that nobody waits in a circle.

const leaseEnd = "clock_timestamp() + make_interval(secs => $2::double precision / 1000)";

/** $1 node, $2 lease ms, $3 name, $4 facts */
export const beatSql = `INSERT INTO nodes AS n (id, name, facts, "leaseUntil") VALUES ($1, $3, $4, ${leaseEnd})
  ON CONFLICT (id) DO UPDATE SET name = $3, facts = $4, "beatAt" = clock_timestamp(), "leaseUntil" = ${leaseEnd}`;

/** How long a dead node is still shown. */
export const forgetSql = `DELETE FROM nodes WHERE "leaseUntil" < clock_timestamp() - interval '10 minutes'`;

/**
 * $1 system, $2 timeline. On another one than was noted all leases are off and the era rises. A standby that was
 * promoted may not have heard of the last epochs: those that follow must be beyond them. The era follows the clock, as a
 * backup brings an old one back.
 */
export const eraSql = `WITH renewed AS (UPDATE cluster SET system = $1, timeline = $2,
    era = CASE WHEN system IS NULL THEN era ELSE greatest(era + 1, extract(epoch FROM clock_timestamp())::bigint) END
  WHERE (system, timeline) IS DISTINCT FROM ($1, $2::int) RETURNING era),
  -- The row as it was is what this sees: without a system it is a new database, where nobody holds anything.
  freed AS (UPDATE partitions SET holder = NULL, "leaseUntil" = NULL, epoch = epoch + 1000 WHERE EXISTS (SELECT FROM renewed) AND (SELECT system FROM cluster) IS NOT NULL AND epoch > 0)
  SELECT era FROM renewed`;

/** $1 node, $2 lease ms */
export const renewSql = `WITH own AS (SELECT id FROM partitions WHERE holder = $1 ORDER BY id FOR NO KEY UPDATE)
  UPDATE partitions p SET "leaseUntil" = ${leaseEnd} FROM own WHERE p.id = own.id RETURNING p.id, p.epoch`;

export const freeSql = `SELECT id FROM partitions WHERE holder IS NULL OR "leaseUntil" <= clock_timestamp() ORDER BY id`;

const nodeColumns = `n.id, n.name, n."isDraining",
  (SELECT count(*)::int FROM partitions p WHERE p.holder = n.id AND p."leaseUntil" > clock_timestamp())`;

export const livingSql = `SELECT ${nodeColumns} FROM nodes n WHERE n."leaseUntil" > clock_timestamp() ORDER BY n."startedAt", n.id`;

export const readEraSql = "SELECT era FROM cluster";

/** $1 node, $2 lease ms, $3 partitions. What is free is judged again once its row is locked. */
export const takeSql = `WITH free AS (SELECT id FROM partitions WHERE id = ANY ($3::int[]) AND (holder IS NULL OR "leaseUntil" <= clock_timestamp()) ORDER BY id FOR NO KEY UPDATE)
  UPDATE partitions p SET epoch = p.epoch + 1, holder = $1, "leaseUntil" = ${leaseEnd} FROM free WHERE p.id = free.id RETURNING p.id, p.epoch`;

/** $1 node, $2 partitions, $3 their epochs */
export const releaseSql = `WITH own AS (SELECT p.id FROM partitions p JOIN unnest($2::int[], $3::bigint[]) AS h(id, epoch) ON h.id = p.id
    WHERE p.holder = $1 AND p.epoch = h.epoch ORDER BY p.id FOR NO KEY UPDATE OF p)
  UPDATE partitions p SET holder = NULL, "leaseUntil" = NULL FROM own WHERE p.id = own.id`;

/** $1 node */
export const leaveSql = `WITH own AS (SELECT id FROM partitions WHERE holder = $1 ORDER BY id FOR NO KEY UPDATE),
  gone AS (DELETE FROM nodes WHERE id = $1)
  UPDATE partitions p SET holder = NULL, "leaseUntil" = NULL FROM own WHERE p.id = own.id`;

const msOf = (interval: string): string => `(extract(epoch FROM ${interval}) * 1000)::bigint`;

export const viewNodesSql = `SELECT ${nodeColumns}, n.facts, ${msOf('n."startedAt"')}, ${msOf('clock_timestamp() - n."beatAt"')}, ${msOf('n."leaseUntil" - clock_timestamp()')} FROM nodes n ORDER BY n."startedAt", n.id`;

export const viewPartitionsSql = `SELECT id, epoch, holder, coalesce(${msOf('"leaseUntil" - clock_timestamp()')}, 0) FROM partitions ORDER BY id`;

/** $1 name, $2 whether it drains */
export const drainSql = `UPDATE nodes SET "isDraining" = $2::boolean WHERE name = $1 AND "leaseUntil" > clock_timestamp() RETURNING id`;

/** $1 channel, $2 hints */
export const hintSql = "SELECT pg_notify($1, hint) FROM unnest($2::text[]) AS hint";
