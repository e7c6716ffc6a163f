using System;
using Tetrascope.Choice;
using Tetrascope.Connection;
using Tetrascope.Layout;
using Tetrascope.Protocol;
using Tetrascope.Structure;
using Tetrascope.Telling;
using Content = System.Collections.Generic.Dictionary<string, object?>;

namespace Tetrascope.Pool
{
    /// <summary>All of one scene 2: what it is about, what pool was asked for, and what became of it.</summary>
    public sealed class PoolSession : IDisposable
    {
        private readonly ServerConnection _server;

        /// <summary>
        /// Makes a session; nothing is asked before <see cref="PoolRun.Start"/>. Each of those in a program at the same
        /// time needs a <paramref name="slot"/> of its own, such as <c>pool</c> or <c>pool-2</c>.
        /// </summary>
        public PoolSession(string slot, ServerConnection server, Subject subject)
        {
            _server = server;
            Slot = slot;
            Subject = subject;
            Settings = new PoolSettings(subject);
            Selection = new PoolSelection();
            Boundary = new PoolBoundary(slot, server);
            Pictures = new PoolPictures(slot, server);
            Run = new PoolRun(slot, server, subject, Settings);
            Display = new PoolDisplay();
            Meaning = new PoolMeaning(subject, Run);
            Run.Began += Begin;
            Run.Completed += Complete;
            Boundary.Changed += TellBoundary;
            Selection.Chosen += TellSelected;
            Selection.Clicked += TellClicked;
            server.StateChanged += RetryUnreachable;
        }

        /// <summary>More of the pool is known.</summary>
        public event Action<PoolSoFar> ImagesArrived
        {
            add => Run.ImagesArrived += value;
            remove => Run.ImagesArrived -= value;
        }

        /// <summary>The pool is whole: the selection, the pictures and the importance are known.</summary>
        public event Action<PoolSoFar> PoolCompleted
        {
            add => Run.Completed += value;
            remove => Run.Completed -= value;
        }

        /// <summary>The pool is further than before, or in another state.</summary>
        public event Action ProgressChanged
        {
            add => Run.ProgressChanged += value;
            remove => Run.ProgressChanged -= value;
        }

        /// <summary>The pool cannot be computed.</summary>
        public event Action<Complaint> Failed
        {
            add => Run.Failed += value;
            remove => Run.Failed -= value;
        }

        /// <summary>The boundary is known.</summary>
        public event Action<Boundary>? BoundaryArrived;

        /// <summary>An image of the pool was chosen; null for none.</summary>
        public event Action<PoolImage?>? PoolImageSelected;

        /// <summary>Where is told what a person does with it.</summary>
        public Teller Teller => _server.Teller;

        /// <summary>What its slots at the server are named after.</summary>
        public string Slot { get; }

        /// <summary>What it is about.</summary>
        public Subject Subject { get; }

        /// <summary>What pool to compute.</summary>
        public PoolSettings Settings { get; }

        /// <summary>The pool, and how it came about.</summary>
        public PoolRun Run { get; }

        /// <summary>The boundary in the pool.</summary>
        public PoolBoundary Boundary { get; }

        /// <summary>The pictures that its copies consist of.</summary>
        public PoolPictures Pictures { get; }

        /// <summary>Which images are shown, and how.</summary>
        public PoolDisplay Display { get; }

        /// <summary>What its labels and corners mean.</summary>
        public PoolMeaning Meaning { get; }

        /// <summary>Which image is looked at.</summary>
        public PoolSelection Selection { get; }

        /// <summary>The image that is chosen; null for none.</summary>
        public PoolImage? Selected => Selection.Selected is int index ? Run.Pool?.ImageAt(index) : null;

        /// <summary>Asks again for what could not be had.</summary>
        public void Retry()
        {
            if (Run.State == RunState.Failed)
            {
                Run.Start();
            }
            else
            {
                Boundary.Retry();
            }
        }

        /// <summary>
        /// Shows a masked copy in scene 1: the same image, the same mask, the same fill, as a step that can be undone.
        /// </summary>
        public void OpenIn(StructureSession structure, int index)
        {
            PoolImage? image = Run.Pool?.ImageAt(index);
            if (image != null && Run.Asked != null)
            {
                TellClicked(index);
                structure.Show(image.Mask, Run.Asked.Fill);
            }
        }

        /// <summary>Ends its requests. What has arrived and what was chosen stays.</summary>
        public void Dispose()
        {
            _server.StateChanged -= RetryUnreachable;
            Run.Stop();
            Boundary.Stop();
            Pictures.Stop();
        }

        private void Begin(bool another)
        {
            // What was chosen in another pool means nothing in this one.
            Selection.Selected = null;
            Selection.Hovered = null;
            if (another)
            {
                Display.Filters.Reset();
            }
            Boundary.Forget();
            if (Run.Asked != null)
            {
                Pictures.Seek(Run.Asked);
            }
        }

        private void Complete(PoolSoFar pool)
        {
            Pictures.Take(pool.Whole!);
            if (Run.Asked != null)
            {
                Boundary.Seek(Run.Asked);
            }
        }

        private void TellBoundary()
        {
            if (Boundary.Known != null)
            {
                BoundaryArrived?.Invoke(Boundary.Known);
            }
        }

        private void TellClicked(int? index)
        {
            PoolImage? image = index is int known ? Run.Pool?.ImageAt(known) : null;
            if (image == null)
            {
                Teller.Set("pool_image", "none");
                return;
            }
            Teller.Tell(EventKindNames.PoolImageOpened, () => new Content
            {
                ["index"] = image.Index, ["mask"] = ToldMasks.Of(image.Mask),
            });
        }

        private void TellSelected(int? index)
        {
            PoolImageSelected?.Invoke(Selected);
        }

        /// <summary>What failed because the server was away is asked for again when it is back.</summary>
        private void RetryUnreachable(ConnectionState state)
        {
            bool unreachable = Run.Complaint?.IsUnreachable == true || Boundary.Answer.Complaint?.IsUnreachable == true;
            if (state.Status == ConnectionStatus.Ready && unreachable)
            {
                Retry();
            }
        }
    }
}
