// A person waits for the screen, and the screen for an engine: two cores have time for three of them.
[assembly: CollectionBehavior(MaxParallelThreads = 3)]
