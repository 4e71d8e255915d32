# The fragmentation table of the peers' figures: in every state of the heap, the largest bytearray that can be made, as
# a share of gc.mem_free(). Run with: threadsnake -X heapsize=140k tests/heap/fragmentation.py
# Prints one line a state and ends with exit code 1 when one of them is under 90 %.
import gc, sys

seed = 12345


def rand(n):
    global seed
    seed = (seed * 1103515245 + 12345) & 0x7FFFFFFF
    return (seed >> 8) % n


def make(i):
    size = 16 + rand(115)
    kind = i % 4
    if kind == 0:
        return [None] * (size // 8)
    if kind == 1:
        return "x" * size
    if kind == 2:
        return {j: j for j in range(size // 32 + 1)}
    return bytearray(size)


def largest():
    gc.collect()
    free = gc.mem_free()
    low, high = 0, free
    while low < high:
        middle = (low + high + 1) // 2
        try:
            bytearray(middle)
            low = middle
        except MemoryError:
            high = middle - 1
    return low, free


worst = 100.0


def report(state):
    global worst
    size, free = largest()
    share = 100.0 * size / free
    worst = min(worst, share)
    print(f"{state:55} {size:7} of {free:7}  {share:5.1f} %")


def inside_sort(state):
    # The same from inside a key function: native code is at work below us.
    def key(x):
        if x == 3:
            report(state + ", inside sorted(key=)")
        return x

    sorted([1, 2, 3, 4], key=key)


def fill(share):
    gc.collect()
    total = gc.mem_free() + gc.mem_alloc()
    things = []
    i = 0
    while gc.mem_free() > total * (1 - share):
        things.append(make(i))
        i += 1
    return things


def drop_every_other(things):
    for i in range(0, len(things), 2):
        things[i] = None


def replace(things, rounds):
    for i in range(rounds):
        k = rand(len(things))
        if things[k] is not None:
            things[k] = None
            things[rand(len(things))] = make(i)


for run in (report, inside_sort):
    run("fresh")
    things = fill(0.5)
    drop_every_other(things)
    run("filled to a half, every other object dropped")
    replace(things, 2000)
    run("then objects replaced at random")
    things = None
    gc.collect()
    things = fill(0.9)
    drop_every_other(things)
    run("filled to 90 %, every other dropped")
    replace(things, 2000)
    run("then replaced at random")
    things = None
print(f"worst {worst:.1f} %")
sys.exit(worst < 90)
