/** The device's storage, for src/effects/device.rs; where the browser lends none, or has no room, the page's memory. */
const memory = new Map();

export function read(name) {
  try {
    return localStorage.getItem(name) ?? memory.get(name);
  } catch {
    return memory.get(name);
  }
}

export function write(name, value) {
  remove(name);
  try {
    localStorage.setItem(name, value);
  } catch {
    memory.set(name, value);
  }
}

export function remove(name) {
  memory.delete(name);
  try {
    localStorage.removeItem(name);
  } catch {
    // A storage that refuses to forget is one that would not have kept it either.
  }
}
