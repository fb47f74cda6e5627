"""Motor and PyMongo under measurement: peer.py motor|pymongo URI.

Says "ready VERSION" once, and answers each order, CALL callers millis threads rate, with one line of figures as NAME=value pairs, or with
"skip REASON". In an open loop (rate > 0) a latency counts from the time at which the call was due.
"""

import asyncio
import math
import sys
import threading
import time
from array import array

import bson
import pymongo
from bson import ObjectId
from bson.raw_bson import RawBSONDocument

ID = ObjectId("6560f0a1b2c3d4e5f6a7b8c9")
ONE = {"_id": ID}
NONE = {"_id": ObjectId("000000000000000000000001")}
UPDATE = {"$inc": {"pages": 1}}
MOST_THREADS = 1000


def fresh():
    return {
        "title": "The Dispossessed",
        "author": "Ursula K. Le Guin",
        "year": 1974,
        "pages": 341,
        "price": 12.5,
        "inStock": True,
        "tags": ["novel", "utopia", "physics"],
        "publisher": {"name": "Harper & Row", "city": "New York"},
        "isbn": "0-06-012563-2",
        "note": "an ambiguous utopia, twice awarded",
    }


def sized(size):
    """Texts of 1,000 letters, so long together with an id; as the peers in other languages have it."""
    document = {}
    left = size - 5 - 17
    number = 0
    while left > 0:
        name = f"f{number}"
        length = left - len(name) - 7
        if length > 2000:
            length = 1000
        document[name] = "x" * length
        left -= length + len(name) + 7
        number += 1
    return document


def writes(third):
    return (
        [pymongo.InsertOne(fresh()) for _ in range(third)]
        + [pymongo.UpdateOne(NONE, UPDATE) for _ in range(third)]
        + [pymongo.DeleteOne(NONE) for _ in range(third)]
    )


def expect(call, expected, actual):
    if expected != actual:
        raise RuntimeError(f"{call} was answered with {actual} instead of {expected}")


class Unsupported(Exception):
    pass


def work(word):
    call, _, size = word.partition(":")
    return call, int(size or 0)


class Tally:
    """Due times and latencies of a round; one thread, or several under the interpreter's own lock."""

    def __init__(self, callers, millis, rate):
        self.rate = rate
        self.length = millis / 1000
        self.arrivals = 0
        self.lock = threading.Lock()
        self.latencies = [array("d") for _ in range(callers)]
        self.cpu = time.process_time()
        self.start = time.perf_counter()

    def now(self):
        return time.perf_counter() - self.start

    def next(self):
        now = self.now()
        if now >= self.length:
            return None
        if self.rate == 0:
            return now
        with self.lock:
            due = self.arrivals / self.rate
            self.arrivals += 1
        return due if due < self.length else None

    def line(self):
        took = self.now()
        cpu = time.process_time() - self.cpu
        counts = [len(one) for one in self.latencies]
        calls = sum(counts)
        every = sorted(latency for one in self.latencies for latency in one)
        figures = {"OPS": calls / took, "CPU_MICROS": cpu * 1e6 / max(1, calls)}
        if self.rate > 0:
            missed = 0
            while (self.arrivals + missed) / self.rate < self.length:
                every.append(took - (self.arrivals + missed) / self.rate)
                missed += 1
            every.sort()
            figures["UNSERVED"] = missed
        else:
            squares = sum(count * count for count in counts)
            figures["FAIRNESS"] = calls * calls / (len(counts) * squares) if squares else 1
        for name, share in (("P50", 0.5), ("P90", 0.9), ("P99", 0.99), ("P999", 0.999), ("MAX", 1.0)):
            place = max(0, math.ceil(share * len(every)) - 1)
            figures[name + "_MILLIS"] = every[place] * 1000 if every else 0
        return " ".join(f"{name}={value:.6f}" for name, value in figures.items())


class PyMongo:
    def __init__(self, uri):
        self.client = pymongo.MongoClient(uri)
        self.database = self.client["bench"]
        self.version = f"PyMongo {pymongo.version}, Python {sys.version.split()[0]}"

    def job(self, call, size):
        docs, written = self.database["docs"], self.database["written"]
        raws = self.database.get_collection("docs", codec_options=bson.CodecOptions(document_class=RawBSONDocument))

        def tweets():
            expect(call, size, sum(1 for _ in self.database[f"tweets{size}"].find()))

        def insert_size():
            expect(call, True, written.insert_one(dict(document)).acknowledged)

        document = sized(size) if call == "INSERT_SIZE" else None
        jobs = {
            "PING": lambda: expect(call, 1, self.database.command("ping")["ok"]),
            "FIND_ONE": lambda: expect(call, False, docs.find_one(ONE) is None),
            "FIND_ONE_RAW": lambda: expect(call, False, raws.find_one(ONE) is None),
            "FIND_LATE": lambda: expect(call, False, self.database[f"late{size}"].find_one() is None),
            "FIND_SIZE": lambda: expect(call, False, self.database[f"size{size}"].find_one() is None),
            "TWEETS": tweets,
            "INSERT_ONE": lambda: expect(call, True, written.insert_one(fresh()).acknowledged),
            "INSERT_SIZE": insert_size,
            "INSERT_MANY": lambda: expect(
                call, size, len(written.insert_many([fresh() for _ in range(size)]).inserted_ids)
            ),
            "UPDATE_ONE": lambda: expect(call, 1, docs.update_one(ONE, UPDATE).matched_count),
            "BULK_WRITE": lambda: expect(call, size // 3, written.bulk_write(writes(size // 3)).inserted_count),
        }
        if call not in jobs:
            raise Unsupported(f"Python has no {call}")
        return jobs[call]

    def round(self, call, size, callers, millis, rate):
        if callers > MOST_THREADS:
            raise Unsupported(f"more than {MOST_THREADS} threads are nothing that Python is used with")
        job = self.job(call, size)
        failures = []
        go = threading.Event()

        def caller(index):
            go.wait()
            try:
                latencies = tally.latencies[index]
                due = tally.next()
                while due is not None:
                    early = due - tally.now()
                    if early > 0:
                        time.sleep(early)
                    job()
                    latencies.append(tally.now() - due)
                    due = tally.next()
            except Exception as failure:  # told by the main thread
                failures.append(failure)

        threads = [threading.Thread(target=caller, args=(index,)) for index in range(callers)]
        for thread in threads:
            thread.start()
        tally = Tally(callers, millis, rate)
        go.set()
        for thread in threads:
            thread.join()
        if failures:
            raise failures[0]
        return tally.line()


class Motor:
    def __init__(self, uri):
        import motor
        import motor.motor_asyncio

        self.loop = asyncio.new_event_loop()
        asyncio.set_event_loop(self.loop)
        self.client = motor.motor_asyncio.AsyncIOMotorClient(uri, io_loop=self.loop)
        self.database = self.client["bench"]
        self.version = f"Motor {motor.version}, PyMongo {pymongo.version}, Python {sys.version.split()[0]}"

    def job(self, call, size):
        docs, written = self.database["docs"], self.database["written"]
        raws = self.database.get_collection("docs", codec_options=bson.CodecOptions(document_class=RawBSONDocument))
        document = sized(size) if call == "INSERT_SIZE" else None

        async def ping():
            expect(call, 1, (await self.database.command("ping"))["ok"])

        async def find_one():
            expect(call, False, await docs.find_one(ONE) is None)

        async def find_one_raw():
            expect(call, False, await raws.find_one(ONE) is None)

        async def find_late():
            expect(call, False, await self.database[f"late{size}"].find_one() is None)

        async def find_size():
            expect(call, False, await self.database[f"size{size}"].find_one() is None)

        async def tweets():
            count = 0
            async for _ in self.database[f"tweets{size}"].find():
                count += 1
            expect(call, size, count)

        async def insert_one():
            expect(call, True, (await written.insert_one(fresh())).acknowledged)

        async def insert_size():
            expect(call, True, (await written.insert_one(dict(document))).acknowledged)

        async def insert_many():
            result = await written.insert_many([fresh() for _ in range(size)])
            expect(call, size, len(result.inserted_ids))

        async def update_one():
            expect(call, 1, (await docs.update_one(ONE, UPDATE)).matched_count)

        async def bulk_write():
            expect(call, size // 3, (await written.bulk_write(writes(size // 3))).inserted_count)

        job = locals().get(call.lower())
        if job is None:
            raise Unsupported(f"Python has no {call}")
        return job

    def round(self, call, size, callers, millis, rate):
        return self.loop.run_until_complete(self.play(self.job(call, size), callers, millis, rate))

    async def play(self, job, callers, millis, rate):
        go = asyncio.Event()

        async def caller(index):
            await go.wait()
            latencies = tally.latencies[index]
            due = tally.next()
            while due is not None:
                early = due - tally.now()
                if early > 0:
                    await asyncio.sleep(early)
                await job()
                latencies.append(tally.now() - due)
                due = tally.next()

        tasks = [asyncio.create_task(caller(index)) for index in range(callers)]
        await asyncio.sleep(0)
        tally = Tally(callers, millis, rate)
        go.set()
        await asyncio.gather(*tasks)
        return tally.line()


def main():
    peer = {"motor": Motor, "pymongo": PyMongo}[sys.argv[1]](sys.argv[2])
    print("ready " + peer.version, flush=True)
    for line in sys.stdin:
        word, callers, millis, _, rate = line.split()
        try:
            print(peer.round(*work(word), int(callers), int(millis), int(rate)), flush=True)
        except Unsupported as has:
            print(f"skip {has}", flush=True)


main()
