/** The phone's own small store: one IndexedDB table of named values. */

const NAME = 'throughline';
const TABLE = 'kept';

/** A value to keep under a name; undefined forgets it. */
export type Change = [name: string, value: unknown];

let opened: Promise<IDBDatabase> | undefined;

const table = async (mode: IDBTransactionMode): Promise<IDBObjectStore> => {
  opened ??= open().catch((refused) => {
    // Space may be made, or private mode left: then it is tried anew.
    opened = undefined;
    throw refused;
  });
  // A write that is not on the disk is a lost answer.
  return (await opened).transaction(TABLE, mode, { durability: 'strict' }).objectStore(TABLE);
};

async function open(): Promise<IDBDatabase> {
  const request = indexedDB.open(NAME, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(TABLE);
  return settled(request);
}

/** The value kept under a name, or undefined. */
export const read = async <T>(name: string): Promise<T | undefined> =>
  settled((await table('readonly')).get(name));

/** All values kept under names that begin so, in the order of their names. */
export const readAll = async <T>(beginning: string): Promise<T[]> =>
  settled((await table('readonly')).getAll(IDBKeyRange.bound(beginning, `${beginning}\uffff`)));

/** Apply all changes or none; returns when the transaction has ended, not when the requests have. */
export async function write(changes: Change[]): Promise<void> {
  const store = await table('readwrite');
  for (const [name, value] of changes) value === undefined ? store.delete(name) : store.put(value, name);
  const { transaction } = store;
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error);
  });
}

const settled = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
