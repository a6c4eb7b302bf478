// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// Reads a Parquet file with hyparquet and prints, as JSON, how many rows it has and of each column
// how many values there are and their sum: of numbers and days theirs, of words their lengths.

import { decompress } from "fzstd";
import { asyncBufferFromFile, parquetMetadataAsync, parquetRead } from "hyparquet";

const file = await asyncBufferFromFile(process.argv[2]);
const metadata = await parquetMetadataAsync(file);
// Pages are compressed with Zstandard. (The package hyparquet-compressors gives up on some of them.)
const compressors = { ZSTD: (page, length) => decompress(page, new Uint8Array(length)) };

function number(value) {
  if (value instanceof Date) return BigInt(value.getTime() / 86_400_000);
  if (typeof value === "bigint") return value;
  if (typeof value === "boolean") return value ? 1n : 0n;
  if (typeof value === "string") return BigInt(value.length);
  return value; // A number: of whole ones the sum is exact.
}

const sums = {};
await parquetRead({
  file, metadata, compressors,
  onChunk({ columnName, columnData }) {
    const sum = (sums[columnName] ??= { values: 0, sum: 0n });
    for (const one of columnData) {
      if (one === null || one === undefined) continue;
      const value = number(one);
      sum.values += 1;
      if (typeof value === "bigint" && typeof sum.sum === "bigint") sum.sum += value;
      else if (Number.isInteger(value) && typeof sum.sum === "bigint") sum.sum += BigInt(value);
      else sum.sum = Number(sum.sum) + Number(value);
    }
  },
});
const columns = Object.fromEntries(Object.entries(sums).map(([name, { values, sum }]) => [name, { values, sum: String(sum) }]));
console.log(JSON.stringify({ rows: Number(metadata.num_rows), columns }));
