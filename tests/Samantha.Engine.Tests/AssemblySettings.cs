// Many tests wait for a process: for its start, or until it is found silent. Two cores have time for three of them.
[assembly: CollectionBehavior(MaxParallelThreads = 3)]
