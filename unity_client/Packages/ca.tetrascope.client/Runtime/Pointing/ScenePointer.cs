using Tetrascope.Wording;
using UnityEngine;

namespace Tetrascope.Client
{
    /// <summary>What a person points into a scene with: the pointer of the desktop, or a hand in a headset.</summary>
    public abstract class ScenePointer : MonoBehaviour
    {
        /// <summary>What it is, for words.</summary>
        public abstract PointingHand Hand { get; }

        /// <summary>What it points along, in the world.</summary>
        public abstract Ray Ray { get; }

        /// <summary>Whether it is over a panel, or nowhere, and not in the scene.</summary>
        public abstract bool OverPanel { get; }

        /// <summary>Whether it points elsewhere than in the frame before; a hand always does.</summary>
        public virtual bool Moved => true;

        /// <summary>Whether it was pressed in the scene in this frame.</summary>
        public abstract bool Pressed { get; }

        /// <summary>Whether it is held down since it was pressed in the scene.</summary>
        public abstract bool Held { get; }

        /// <summary>Whether it was let go in this frame where it was pressed.</summary>
        public abstract bool Clicked { get; }

        /// <summary>Whether it is held and points elsewhere than where it was pressed.</summary>
        public abstract bool Dragging { get; }

        /// <summary>Whether what is under it is to be removed.</summary>
        public abstract bool Removes { get; }

        /// <summary>Says where in the world it meets what it points at; null where it meets nothing.</summary>
        public virtual void Meet(Vector3? point)
        {
        }

        /// <summary>Says that it has removed something: then it means nothing else by it.</summary>
        public virtual void Removed()
        {
        }
    }
}
