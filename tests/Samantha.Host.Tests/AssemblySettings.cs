// Most tests wait for a process that waits for an engine: two cores are busy enough with three of them, and hardly with one.
[assembly: CollectionBehavior(MaxParallelThreads = 3)]
