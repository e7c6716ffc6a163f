using System.Collections.Generic;

namespace Tetrascope.Masks
{
    /// <summary>What was, what is, and what was undone.</summary>
    public sealed class History<T> where T : class
    {
        /// <summary>Steps back that are kept.</summary>
        public const int MaxSteps = 100;

        private readonly List<T> _past = new List<T>();
        private readonly List<T> _future = new List<T>();

        /// <summary>A history of one state.</summary>
        public History(T present) => Present = present;

        /// <summary>What is.</summary>
        public T Present { get; private set; }

        /// <summary>Steps that can be taken back.</summary>
        public int Past => _past.Count;

        /// <summary>Steps that were taken back and can be taken again.</summary>
        public int Future => _future.Count;

        /// <summary>
        /// Takes a step that can be undone; what was undone before is forgotten. False where nothing is another.
        /// </summary>
        public bool Take(T present)
        {
            if (ReferenceEquals(present, Present))
            {
                return false;
            }
            _past.Add(Present);
            if (_past.Count > MaxSteps)
            {
                _past.RemoveAt(0);
            }
            _future.Clear();
            Present = present;
            return true;
        }

        /// <summary>One step back; false where there is none.</summary>
        public bool Undo() => Move(_past, _future);

        /// <summary>One step forward again; false where there is none.</summary>
        public bool Redo() => Move(_future, _past);

        /// <summary>Begins anew from one state.</summary>
        public void Begin(T present)
        {
            _past.Clear();
            _future.Clear();
            Present = present;
        }

        private bool Move(List<T> from, List<T> to)
        {
            if (from.Count == 0)
            {
                return false;
            }
            to.Add(Present);
            Present = from[from.Count - 1];
            from.RemoveAt(from.Count - 1);
            return true;
        }
    }
}
